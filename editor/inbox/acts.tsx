import { Button, Dropdown } from "antd";
import type { AnswerOf, ConversationShape, RouteName } from "../../server/admin/contract.ts";
import type { Given } from "../api/client.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useMe } from "../shell/session.ts";
import { useNotice } from "../shell/use-notice.ts";
import { inboxWords } from "../strings/inbox.ts";
import { useText } from "../strings/text.ts";
import { newKey } from "./live.ts";

type ActRoute = Extract<
  RouteName,
  `POST ${string}/conversations/:follower/${"take" | "move" | "end"}`
>;

/** Does something to the conversation and says how it went. */
const useAct = <K extends ActRoute>(name: K) => {
  const notice = useNotice();
  const { mutate, isPending } = useSend(name);
  const act = (given: Given<K>, said: string): void =>
    mutate(given, {
      onSuccess: (_: AnswerOf<K>) => notice.done(said),
      onError: (error) => notice.failed(error),
    });
  return { act, isPending };
};

const TakeButton = ({ talk }: { readonly talk: ConversationShape }) => {
  const words = useText(inboxWords);
  const params = { ...useAccountParams(), follower: talk.follower };
  const { act, isPending } = useAct("POST /accounts/:account/conversations/:follower/take");
  const from = talk.state === "open" ? talk.member : "";
  return (
    <Button
      type="primary"
      loading={isPending}
      onClick={() => act({ params, body: { key: newKey(), from } }, words.takenDone)}
    >
      {from === "" ? words.take : words.takeOver(talk.agent)}
    </Button>
  );
};

const MoveButton = ({ talk }: { readonly talk: ConversationShape }) => {
  const words = useText(inboxWords);
  const me = useMe();
  const account = useAccountParams();
  const params = { ...account, follower: talk.follower };
  const colleagues = useApi("GET /accounts/:account/colleagues", { params: account });
  const { act, isPending } = useAct("POST /accounts/:account/conversations/:follower/move");
  const others = (colleagues.data?.colleagues ?? []).filter(({ id }) => id !== me.id);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        "aria-label": words.moveTo,
        items: [
          ...others.map(({ id, name }) => ({ key: id, label: name })),
          { key: "", label: words.queue },
        ],
        onClick: ({ key }) => act({ params, body: { key: newKey(), to: key } }, words.movedDone),
      }}
    >
      <Button loading={isPending}>{words.move}</Button>
    </Dropdown>
  );
};

const EndButtons = ({ talk }: { readonly talk: ConversationShape }) => {
  const words = useText(inboxWords);
  const params = { ...useAccountParams(), follower: talk.follower };
  const { act, isPending } = useAct("POST /accounts/:account/conversations/:follower/end");
  const end = (how: "give-back" | "close", said: string) => (): void =>
    act({ params, body: { key: newKey(), how } }, said);
  return (
    <>
      <Button disabled={isPending} onClick={end("give-back", words.backDone)}>
        {words.giveBack}
      </Button>
      <Button disabled={isPending} onClick={end("close", words.closedDone)}>
        {words.close}
      </Button>
    </>
  );
};

/** What can be done with a conversation by who looks at it. */
export const Acts = ({ talk }: { readonly talk: ConversationShape }) => {
  const me = useMe();
  const isMine = talk.state === "open" && talk.member === me.id;
  if (!isMine)
    return (
      <div className="row">
        <TakeButton talk={talk} />
        {talk.state === "open" && talk.member === "" && <EndButtons talk={talk} />}
      </div>
    );
  return (
    <div className="row">
      <MoveButton talk={talk} />
      <EndButtons talk={talk} />
    </div>
  );
};
