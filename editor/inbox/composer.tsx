import { Button, Input } from "antd";
import type { KeyboardEvent } from "react";
import { useRef, useState } from "react";
import type { ConversationShape } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useMe } from "../shell/session.ts";
import { useNotice } from "../shell/use-notice.ts";
import { inboxWords } from "../strings/inbox.ts";
import { useText } from "../strings/text.ts";
import { newKey } from "./live.ts";
import { readPicture } from "./read-picture.ts";

/** As the platform takes it (`CUSTOMER_TEXT_BYTES`). */
const MOST_BYTES = 2_048;
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Why nothing can be said now, `""` if it can. */
const useHindrance = (talk: ConversationShape): string => {
  const words = useText(inboxWords);
  const me = useMe();
  if (talk.state !== "open") return words.overHint;
  if (talk.member !== "" && talk.member !== me.id) return words.heldHint(talk.agent);
  if (talk.window !== null && talk.window.left > 0) return "";
  const { notices } = talk;
  return notices.length === 0
    ? words.shut
    : `${words.shut} ${words.shutNotices(notices.join("、"))}`;
};

const useSay = (talk: ConversationShape) => {
  const params = { ...useAccountParams(), follower: talk.follower };
  const notice = useNotice();
  // A try that got no answer is repeated with its key: the follower hears it once.
  const tried = useRef({ said: "", key: "" });
  const { mutate, isPending } = useSend("POST /accounts/:account/conversations/:follower/reply");
  const say = (
    what: { readonly text: string } | { readonly picture: string },
    after: () => void,
  ) => {
    const said = JSON.stringify(what);
    if (tried.current.said !== said) tried.current = { said, key: newKey() };
    mutate(
      { params, body: { key: tried.current.key, ...what } },
      {
        onSuccess: () => {
          tried.current = { said: "", key: "" };
          after();
        },
        onError: (error) => notice.failed(error),
      },
    );
  };
  return { say, isPending };
};

const PictureButton = ({
  isDisabled,
  onPicture,
}: {
  readonly isDisabled: boolean;
  readonly onPicture: (picture: string) => void;
}) => {
  const words = useText(inboxWords);
  const notice = useNotice();
  const field = useRef<HTMLInputElement>(null);
  const choose = (file: File | undefined): void => {
    if (file !== undefined) readPicture(file).then(onPicture, notice.failed);
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/gif"
        aria-label={words.sendPicture}
        onChange={({ target }) => {
          choose(target.files?.[0]);
          target.value = "";
        }}
      />
      <Button disabled={isDisabled} onClick={() => field.current?.click()}>
        {words.sendPicture}
      </Button>
    </>
  );
};

/** Where a reply is written. */
export const Composer = ({ talk }: { readonly talk: ConversationShape }) => {
  const words = useText(inboxWords);
  const hindrance = useHindrance(talk);
  const { say, isPending } = useSay(talk);
  const [text, setText] = useState("");
  const used = bytesOf(text);
  const isTooLong = used > MOST_BYTES;
  const maySend = hindrance === "" && !isPending && text.trim() !== "" && !isTooLong;
  const send = (): void => {
    if (maySend) say({ text }, () => setText(""));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="composer">
      {hindrance !== "" && (
        <p className="talk-hindrance" role="status">
          {hindrance}
        </p>
      )}
      <Input.TextArea
        aria-label={words.reply}
        placeholder={words.replyHint}
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={text}
        status={isTooLong ? "error" : ""}
        disabled={hindrance !== ""}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKey}
      />
      <div className="row">
        <PictureButton
          isDisabled={hindrance !== "" || isPending}
          onPicture={(picture) => say({ picture }, () => undefined)}
        />
        <span className="spring" />
        {used > MOST_BYTES / 2 && (
          <span className={isTooLong ? "too-long" : "soft"}>
            {words.bytes(used, MOST_BYTES)} {isTooLong && words.tooLong}
          </span>
        )}
        <Button type="primary" disabled={!maySend} loading={isPending} onClick={send}>
          {words.send}
        </Button>
      </div>
    </div>
  );
};
