import type { Line } from "./lines.ts";
import type { PhoneState } from "./phone-state.ts";
import { asPerson, currentPerson, emptyPhone, withAnswers, withLine } from "./phone-state.ts";
import type { AccountAs, Act, Network, PhoneTransport, Picture } from "./transport.ts";

/** A phone that can be used; a screen listens to it. */
export interface Phone {
  readonly state: () => PhoneState;
  /** Calls back after every change; gives what ends it. */
  readonly listen: (onChange: () => void) => () => void;
  /** Loads and listens to the world; gives what ends it. `first`: who is made when there is nobody yet. */
  readonly start: (first: string) => () => void;
  readonly choose: (openid: string) => Promise<void>;
  readonly addPerson: (name: string) => Promise<void>;
  readonly act: (act: Act) => Promise<void>;
  /** `null` where there is no platform that could take the account for another kind. */
  readonly become: ((as: AccountAs) => Promise<void>) | null;
  readonly setNetwork: (network: Network) => void;
  readonly travel: (to: { readonly byMs: number } | { readonly toMs: number }) => Promise<void>;
  /** What the account has by now. */
  readonly refreshChannels: () => Promise<void>;
  /** Pictures of the account; none when they cannot be read. */
  readonly pictures: () => Promise<readonly Picture[]>;
  readonly dismiss: () => void;
}

const settledMs = 400;

const lastId = (lines: readonly Line[] = []): number => lines.at(-1)?.id ?? 0;

interface Parts {
  readonly transport: PhoneTransport;
  readonly get: () => PhoneState;
  readonly change: (how: (state: PhoneState) => PhoneState) => void;
}

const readers = ({ transport, get, change }: Parts) => {
  const readPeople = async (): Promise<void> => {
    const people = await transport.people();
    change((state) => ({ ...state, people }));
  };
  const readLines = async (openid: string): Promise<void> => {
    const lines = await transport.lines(openid, lastId(get().lines.get(openid)));
    change((state) => lines.reduce(withLine, state));
  };
  const readMenu = async (openid: string): Promise<void> => {
    const menu = await transport.menu(openid);
    change((state) => (state.current === openid ? { ...state, menu } : state));
  };
  const readTime = async (): Promise<void> => {
    const nowMs = await transport.nowMs();
    change((state) => ({ ...state, aheadMs: nowMs - Date.now() }));
  };
  const readAnswers = async (): Promise<void> => {
    const answers = await transport.answers();
    // An answer to our own act says more than the list does.
    change((state) =>
      withAnswers(
        state,
        answers.filter(({ push }) => !state.answers.has(push)),
      ),
    );
  };
  return { readPeople, readLines, readMenu, readTime, readAnswers };
};

const actsThatFollow = new Set<Act["kind"]>(["follow", "leave", "scan"]);

interface Hands extends Parts {
  /** Runs; what it throws becomes the phone's problem. */
  readonly trying: (what: () => Promise<void>) => Promise<void>;
  readonly read: ReturnType<typeof readers>;
}

const holding = ({ transport, get, change, trying, read }: Hands) => {
  const choose = (openid: string): Promise<void> =>
    trying(async () => {
      change((now) => asPerson(now, openid));
      await Promise.all([read.readLines(openid), read.readMenu(openid), transport.holdBy(openid)]);
    });
  const addPerson = (name: string): Promise<void> =>
    trying(async () => {
      const person = await transport.addPerson(name);
      await read.readPeople();
      await choose(person.openid);
    });
  const load = async (first: string): Promise<void> => {
    const account = await transport.account();
    change((now) => ({ ...now, account }));
    await Promise.all([read.readPeople(), read.readAnswers(), read.readTime()]);
    const [newest] = get().people;
    if (newest === undefined) await addPerson(first);
    else await choose(newest.openid);
  };
  return { choose, addPerson, load };
};

const acting =
  ({ transport, get, change, trying, read }: Hands) =>
  async (act: Act): Promise<void> => {
    const person = currentPerson(get());
    if (person === null) return;
    change((now) => ({ ...now, underWay: now.underWay + 1, problem: "", opened: "" }));
    await trying(async () => {
      const { answers, opened } = await transport.act(person.openid, act, get().network);
      change((now) => ({ ...withAnswers(now, answers), opened: opened ?? "" }));
      // The live stream may be a moment behind its own answer.
      await read.readLines(person.openid);
      if (actsThatFollow.has(act.kind)) await read.readPeople();
      await read.readMenu(person.openid);
    });
    change((now) => ({ ...now, underWay: now.underWay - 1 }));
  };

const becoming = ({ transport, change, trying }: Hands): Phone["become"] => {
  const { become } = transport;
  if (become === undefined) return null;
  return (as) =>
    trying(async () => {
      await become(as);
      const account = await transport.account();
      change((now) => ({ ...now, account }));
    });
};

const looking = ({ transport, change, trying }: Hands) => ({
  travel: (to: Parameters<PhoneTransport["travel"]>[0]) =>
    trying(async () => {
      const nowMs = await transport.travel(to);
      change((now) => ({ ...now, aheadMs: nowMs - Date.now() }));
    }),
  refreshChannels: () =>
    trying(async () => {
      const channels = await transport.channels();
      change((now) => ({ ...now, channels }));
    }),
  pictures: async () => {
    let found: readonly Picture[] = [];
    await trying(async () => {
      found = await transport.pictures();
    });
    return found;
  },
});

/** Makes a phone over its world. What goes wrong is kept as `problem`; nothing is thrown. */
export const createPhone = (transport: PhoneTransport): Phone => {
  let state = emptyPhone;
  const listeners = new Set<() => void>();
  const get = (): PhoneState => state;
  const change = (how: (state: PhoneState) => PhoneState): void => {
    state = how(state);
    for (const listen of listeners) listen();
  };
  const trying = async (what: () => Promise<void>): Promise<void> => {
    try {
      await what();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      change((now) => ({ ...now, problem }));
    }
  };
  const parts = { transport, get, change };
  const hands = { ...parts, trying, read: readers(parts) };
  const { choose, addPerson, load } = holding(hands);
  // What somebody else made happen: its answer is asked for once the reply had time to come.
  let asking: ReturnType<typeof setTimeout> | undefined;
  const askForAnswers = ({ push }: Line): void => {
    if (push === "" || state.underWay > 0 || state.answers.has(push)) return;
    clearTimeout(asking);
    asking = setTimeout(() => void trying(hands.read.readAnswers), settledMs);
  };
  const onLine = (line: Line): void => {
    change((now) => withLine(now, line));
    askForAnswers(line);
  };
  const back = (): void => {
    const { current } = state;
    if (current !== null) void trying(() => hands.read.readLines(current));
  };
  // One after the other: a screen that is drawn twice must not make two people.
  let loading: Promise<void> = Promise.resolve();
  return {
    state: get,
    listen: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    start: (first) => {
      loading = loading.then(() => trying(() => load(first)));
      const stop = transport.watch({ line: onLine, back });
      return () => {
        clearTimeout(asking);
        stop();
      };
    },
    choose,
    addPerson,
    act: acting(hands),
    become: becoming(hands),
    setNetwork: (network) => change((now) => ({ ...now, network })),
    ...looking(hands),
    dismiss: () => change((now) => ({ ...now, problem: "", opened: "" })),
  };
};
