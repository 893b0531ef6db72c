import { Button, Form, Input, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";
import { nameOf } from "./name-of.ts";

type Detail = AnswerOf<"GET /accounts/:account/followers/:follower">;

const Remark = ({ detail }: { readonly detail: Detail }) => {
  const words = useText(followerWords);
  const { account } = useAccountParams();
  const notice = useNotice();
  const send = useSend("PUT /accounts/:account/followers/:follower/remark");
  const [remark, setRemark] = useState(detail.remark);
  const save = (): void =>
    send.mutate(
      { params: { account, follower: detail.openid }, body: { remark } },
      { onSuccess: () => notice.done(words.remarkSaved), onError: notice.failed },
    );
  return (
    <Form.Item label={words.remark} htmlFor="follower-remark">
      <div className="row">
        <Input
          id="follower-remark"
          className="follower-field"
          value={remark}
          onChange={({ target }) => setRemark(target.value)}
        />
        <Button onClick={save} loading={send.isPending} disabled={remark === detail.remark}>
          {words.saveRemark}
        </Button>
      </div>
    </Form.Item>
  );
};

const Tags = ({ detail }: { readonly detail: Detail }) => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const notice = useNotice();
  const names = useApi("GET /accounts/:account/names", { params });
  const send = useSend("POST /accounts/:account/followers-tags");
  const [tags, setTags] = useState<readonly string[]>(detail.tags);
  const add = tags.filter((tag) => !detail.tags.includes(tag));
  const remove = detail.tags.filter((tag) => !tags.includes(tag));
  const save = (): void =>
    send.mutate(
      { params, body: { followers: [detail.openid], add, remove } },
      { onSuccess: () => notice.done(words.tagged), onError: notice.failed },
    );
  return (
    <Form.Item label={words.tagsOf} htmlFor="follower-tags">
      <div className="row">
        <Select
          id="follower-tags"
          className="follower-tags"
          mode="tags"
          value={[...tags]}
          options={(names.data?.tags ?? []).map((value) => ({ value, label: value }))}
          onChange={(chosen: string[]) => setTags(chosen)}
        />
        <Button onClick={save} loading={send.isPending} disabled={add.length + remove.length === 0}>
          {words.saveTags}
        </Button>
      </div>
    </Form.Item>
  );
};

const Facts = ({ detail }: { readonly detail: Detail }) => {
  const words = useText(followerWords);
  const { name, openid, language, joinedBy, channel, lastScanned, followedAtMs } = detail;
  const { values, secrets, consents } = detail;
  const or = (text: string): string => (text === "" ? words.none : text);
  return (
    <dl className="follower-facts">
      <dt>{words.openid}</dt>
      <dd className="mono">{openid}</dd>
      <dt>{words.nickname}</dt>
      <dd>{or(name)}</dd>
      <dt>{words.columns.followed}</dt>
      <dd>{followedAtMs === null ? words.none : <LocalTime atMs={followedAtMs} />}</dd>
      <dt>{words.language}</dt>
      <dd>{or(language)}</dd>
      <dt>{words.joinedBy}</dt>
      <dd>{or(joinedBy || channel)}</dd>
      <dt>{words.lastScanned}</dt>
      <dd>{or(lastScanned)}</dd>
      <dt>{words.other}</dt>
      <dd>
        {values.length === 0 && secrets === 0 && words.none}
        {values.map((one) => (
          <div key={one.name}>
            {one.name}: {one.value}
          </div>
        ))}
        {secrets > 0 && <div className="soft">{words.secrets(secrets)}</div>}
      </dd>
      <dt>{words.consents}</dt>
      <dd>
        {consents.length === 0 && words.none}
        {consents.map(({ what, isGiven, source, atMs }) => (
          <div key={`${what}/${atMs}`}>
            {what} {isGiven ? words.given : words.taken} {source} <LocalTime atMs={atMs} />
          </div>
        ))}
      </dd>
    </dl>
  );
};

const Deeds = ({ detail, onGone }: { readonly detail: Detail; readonly onGone: () => void }) => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const notice = useNotice();
  const blacklist = useSend("POST /accounts/:account/followers-blacklist");
  const erase = useSend("DELETE /accounts/:account/followers/:follower");
  const { openid, isBlacklisted } = detail;
  const turn = (): void => {
    const said = isBlacklisted ? words.unblacklistDone : words.blacklistDone;
    blacklist.mutate(
      { params, body: { followers: [openid], isOn: !isBlacklisted } },
      { onSuccess: () => notice.done(said), onError: notice.failed },
    );
  };
  const remove = (): void => {
    // Closed first: nobody asks again for who is gone.
    onGone();
    erase
      .mutateAsync({ params: { ...params, follower: openid } })
      .then(() => notice.done(words.erased), notice.failed);
  };
  const both = { okText: words.yes, cancelText: words.no };
  return (
    <div className="row">
      <Link to={path(`/messages?follower=${encodeURIComponent(openid)}`)}>{words.messages}</Link>
      <span className="spring" />
      {isBlacklisted ? (
        <Button onClick={turn}>{words.unblacklist}</Button>
      ) : (
        <Popconfirm title={words.blacklistConfirm} onConfirm={turn} {...both}>
          <Button danger>{words.blacklist}</Button>
        </Popconfirm>
      )}
      <Popconfirm title={words.eraseConfirm(nameOf(detail))} onConfirm={remove} {...both}>
        <Button danger>{words.erase}</Button>
      </Popconfirm>
    </div>
  );
};

/** One follower: what is kept, and what may be done by hand. */
export const FollowerDialog = ({
  openid,
  onClose,
}: {
  readonly openid: string;
  readonly onClose: () => void;
}) => {
  const words = useText(followerWords);
  const { account } = useAccountParams();
  const params = { account, follower: openid };
  const detail = useApi("GET /accounts/:account/followers/:follower", { params });
  return (
    <Modal open title={words.show} footer={null} onCancel={onClose} width={640}>
      <Loaded query={detail}>
        {(data) => (
          <Form layout="vertical">
            <Remark key={`remark/${data.remark}`} detail={data} />
            <Tags key={`tags/${data.tags.join("/")}`} detail={data} />
            <Facts detail={data} />
            <Deeds detail={data} onGone={onClose} />
          </Form>
        )}
      </Loaded>
    </Modal>
  );
};
