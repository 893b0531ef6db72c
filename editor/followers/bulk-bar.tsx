import { Button, Select } from "antd";
import { useState } from "react";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";

/** The platform takes no more in one call. */
const MOST = 50;

/** Tags for those who are chosen. */
export const BulkBar = ({
  chosen,
  onDone,
}: {
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}) => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const notice = useNotice();
  const names = useApi("GET /accounts/:account/names", { params });
  const send = useSend("POST /accounts/:account/followers-tags");
  const [tags, setTags] = useState<readonly string[]>([]);
  const change = (add: readonly string[], remove: readonly string[]): void =>
    send.mutate(
      { params, body: { followers: [...chosen], add: [...add], remove: [...remove] } },
      {
        onSuccess: () => {
          notice.done(words.tagged);
          onDone();
        },
        onError: notice.failed,
      },
    );
  const isOff = tags.length === 0 || chosen.length > MOST;
  return (
    <div className="block row">
      <b>{words.chosen(chosen.length)}</b>
      {chosen.length > MOST && <span>{words.tooMany(MOST)}</span>}
      <Select
        className="follower-tags"
        mode="tags"
        aria-label={words.bulkTags}
        placeholder={words.bulkTags}
        value={[...tags]}
        options={(names.data?.tags ?? []).map((value) => ({ value, label: value }))}
        onChange={(chosenTags: string[]) => setTags(chosenTags)}
      />
      <Button
        type="primary"
        disabled={isOff}
        loading={send.isPending}
        onClick={() => change(tags, [])}
      >
        {words.addTags}
      </Button>
      <Button disabled={isOff} onClick={() => change([], tags)}>
        {words.removeTags}
      </Button>
    </div>
  );
};
