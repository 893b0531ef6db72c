import type { Message } from "../../engine/index.ts";
import type { Conversation } from "../storage/conversations.ts";
import type {
  Act,
  Acted,
  Colleague,
  Inbox,
  InboxDeps,
  InboxRefusal,
  Place,
  WindowLeft,
} from "./inbox.ts";
import { DESK, windowOf } from "./inbox.ts";
import { readMessage } from "./read-message.ts";

/** What a deed stands on: telling the webhook, and who has the conversation. */
const groundOf = ({ library, tell, nowMs }: InboxDeps) => {
  const { conversations, followers } = library;
  const act = (
    { account, follower, me, key }: Act,
    what: {
      readonly state: "opened" | "closed" | "moved" | "said";
      readonly by?: Colleague | null;
      readonly messages?: readonly Message[];
      readonly suffix?: string;
    },
  ) => {
    const by = what.by === undefined ? me : what.by;
    return tell({
      ...{ account, follower, at: DESK, state: what.state, agent: by?.name ?? "" },
      ...(by === null ? {} : { member: by.id }),
      key: `${DESK}:${follower}:${key}${what.suffix ?? ""}`,
      messages: what.messages ?? [],
    });
  };
  /** Open and ours, or a refusal; a colleague's only where it may be. */
  const open = async (place: Place, me: Colleague): Promise<InboxRefusal | Conversation> => {
    const row = await conversations.find(place.account, place.follower);
    if (row === null || row.desk !== DESK) return { refused: "unknown" };
    if (row.state !== "open") return { refused: "over" };
    return row.member === "" || row.member === me.id ? row : { refused: "held", by: row.agent };
  };
  const windowLeft = async ({ account, follower }: Place): Promise<WindowLeft | null> =>
    windowOf(await followers.find(account, follower), nowMs(account));
  /** Of two who take it at the same time, the second hears who was first. */
  const opened = async (one: Act, suffix = ""): Promise<Acted> => {
    await act(one, { state: "opened", suffix });
    const row = await open(one, one.me);
    return "refused" in row ? row : { done: true };
  };
  return { act, open, opened, windowLeft };
};

/** Saying something: what has no window, no right or no content is refused before anything is done. */
const sayer = (deps: InboxDeps): Inbox["say"] => {
  const { act, open, opened, windowLeft } = groundOf(deps);
  /** Whether it may be sent now. One that was said before is told the same again, whatever is left by now. */
  const mayBeSaid = async (one: Act): Promise<Acted> => {
    const key = `${DESK}:${one.follower}:${one.key}`;
    const window = await windowLeft(one);
    const isOpen = window !== null && window.left > 0;
    if (isOpen || (await deps.library.log.find(one.account, key)) !== null) return { done: true };
    return { refused: "shut", window };
  };
  return async (one, given) => {
    const row = await open(one, one.me);
    if ("refused" in row) return row;
    const may = await mayBeSaid(one);
    if ("refused" in may) return may;
    const message = readMessage(await given());
    if (message === null) return { refused: "message" };
    const taken: Acted = row.member === "" ? await opened(one, "/take") : { done: true };
    if ("refused" in taken) return taken;
    const told = await act(one, { state: "said", messages: [message] });
    return told.isSent ? { done: true } : { refused: "left-out", reason: told.reason ?? "" };
  };
};

/** Saying, taking, handing on and ending. */
export const actInInbox = (deps: InboxDeps) => {
  const { act, open, opened } = groundOf(deps);
  const { conversations } = deps.library;
  return {
    say: sayer(deps),
    take: async (one, from) => {
      const row = await conversations.find(one.account, one.follower);
      if (row === null || row.desk !== DESK) return { refused: "unknown" };
      if (row.state === "open" && row.member === one.me.id) return { done: true };
      const holder = row.state === "open" ? row.member : "";
      if (holder !== from) return { refused: "held", by: row.agent };
      if (holder === "") return opened(one);
      await act(one, { state: "moved" });
      return { done: true };
    },
    move: async (one, to) => {
      const row = await open(one, one.me);
      if ("refused" in row) return row;
      await act(one, { state: "moved", by: to });
      return { done: true };
    },
    end: async (one, isDone) => {
      const row = await open(one, one.me);
      if ("refused" in row && row.refused !== "over") return row;
      if (!("refused" in row)) await act(one, { state: "closed" });
      if (isDone) await conversations.finish(one.account, one.follower);
      return { done: true };
    },
  } satisfies Partial<Inbox>;
};
