import type { Line } from "../lines.ts";
import type {
  AccountAs,
  Act,
  Answer,
  Channel,
  Done,
  Network,
  Person,
  PhoneAccount,
  PhoneTransport,
  Picture,
} from "../transport.ts";
import { TransportError } from "../transport.ts";
import type { ControlApi } from "./control-api.ts";
import { controlApi } from "./control-api.ts";
import type { Entry } from "./entry.ts";
import { orderOf } from "./order-of.ts";
import type {
  PushResult,
  RawCode,
  RawFollower,
  RawMedia,
  RawMenu,
  RawPush,
  Tapped,
} from "./raw.ts";
import { answersIn, buttonOf, personOf } from "./raw.ts";
import { mediaAddress } from "./read-did.ts";
import { readEntry } from "./read-entry.ts";

const peopleAtOnce = 100;
const answersAtOnce = 200;

interface World {
  readonly api: ControlApi;
  readonly account: string;
  readonly linesOf: (entries: readonly Entry[]) => readonly Line[];
}

const people = ({ api, account }: World) => ({
  account: async (): Promise<PhoneAccount> => {
    const { accounts } = await api.read<{ accounts: readonly PhoneAccount[] }>("/accounts");
    const found = accounts.find(({ id }) => id === account);
    if (found === undefined) throw new TransportError(`no account ${account}`);
    const { id, name, kind, verified } = found;
    return { id, name, kind, verified };
  },
  become: async (as: AccountAs) => {
    await api.order("/accounts", { id: account, ...as });
  },
  people: async () => {
    const query = { account, count: peopleAtOnce };
    const { followers } = await api.read<{ followers: readonly RawFollower[] }>(
      "/followers",
      query,
    );
    return followers.map(personOf);
  },
  addPerson: async (name: string): Promise<Person> => {
    const followers = [{ name, subscribed: 0 }];
    const order = { account, followers };
    const { openids } = await api.order<{ openids: readonly string[] }>("/followers", order);
    const [openid = ""] = openids;
    return { openid, name, isFollowing: false };
  },
  holdBy: async (openid: string) => {
    await api.order("/sign-in", { account, openid });
  },
});

const conversations = ({ api, account, linesOf }: World) => ({
  lines: async (openid: string, after: number) => {
    const query = { account, openid, after };
    const { entries } = await api.read<{ entries: readonly Entry[] }>("/conversation", query);
    return linesOf(entries);
  },
  answers: async () => {
    const query = { account, count: answersAtOnce };
    const { pushes } = await api.read<{ pushes: readonly RawPush[] }>("/pushes", query);
    return pushes.map(
      ({ id, ms, deliveries }): Answer => ({
        push: id,
        tookMs: Math.round(ms),
        deliveries,
        refused: null,
      }),
    );
  },
  act: async (openid: string, act: Act, network: Network): Promise<Done> => {
    const { path, body } = orderOf(act, network);
    const result = await api.order<PushResult & Tapped>(path, { account, from: openid, ...body });
    return { answers: answersIn(result.pushes ?? [result]), opened: result.opened ?? null };
  },
  watch: ({ line, back }: Parameters<PhoneTransport["watch"]>[0]) => {
    const events = new EventSource(`/sandbox/api/events?account=${encodeURIComponent(account)}`);
    let isBroken = false;
    events.addEventListener("entry", ({ data }) => {
      for (const one of linesOf([JSON.parse(data) as Entry])) line(one);
    });
    events.onerror = () => {
      isBroken = true;
    };
    events.onopen = () => {
      if (isBroken) back();
      isBroken = false;
    };
    return () => events.close();
  },
});

const things = ({ api, account }: World) => ({
  menu: async (openid: string) => {
    const { menu } = await api.read<RawMenu>("/menu", { account, openid });
    return (menu?.buttons ?? []).map(buttonOf);
  },
  pictures: async () => {
    const media = await api.read<readonly RawMedia[]>("/state", { account, what: "media" });
    return media
      .filter(({ type }) => type === "image")
      .map(({ mediaId, name }): Picture => ({ id: mediaId, name, src: mediaAddress(mediaId) }));
  },
  channels: async () => {
    const codes = await api.read<readonly RawCode[]>("/state", { account, what: "qr" });
    return codes.map(({ scene, url, expiresAtMs }): Channel => ({ scene, url, expiresAtMs }));
  },
  nowMs: async () => (await api.read<{ nowMs: number }>("/time")).nowMs,
  travel: async (to: Parameters<PhoneTransport["travel"]>[0]) =>
    (await api.order<{ nowMs: number }>("/time", to)).nowMs,
});

/** The phone's world as the sandbox keeps it, for one account. */
export const sandboxTransport = (account: string): PhoneTransport => {
  const here = new URL(location.href);
  const linesOf: World["linesOf"] = (entries) =>
    entries.flatMap((entry) => readEntry(entry, here) ?? []);
  const world = { api: controlApi(), account, linesOf };
  return { ...people(world), ...conversations(world), ...things(world) };
};
