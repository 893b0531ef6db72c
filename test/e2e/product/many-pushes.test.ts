import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { PushOptions, PushResult } from "../../../server/sandbox/push/order.ts";
import type { Entry, Shown } from "../../../server/sandbox/state/conversation.ts";
import type { LogDetail } from "../../../server/storage/library.ts";
import type { PushAsked } from "./control.ts";
import {
  deliveriesOf,
  listenSlowly,
  makeWorld,
  randomFrom,
  startProduct,
  until,
  withStorage,
} from "./product.ts";
import { pickMessage, unseenKinds } from "./pushes.ts";

const accounts = ["coffee", "airline", "museum"] as const;
const followersOf = 80;
const pushesOf = 4;
/** With the followers who say one thing only: 1,000 pushes. */
const loners = 40;

/** A rule for every account that says more than fits, tags and counts. */
const several = (tag: string): string => `rules:
  - id: several
    name: 三条
    priority: 70
    when: [{ text: { is: 三条 } }]
    then:
      - reply: 第一条
      - reply: 第二条
      ${tag}
      - record: 三条
      - reply: { articles: [{ title: 第三条, url: "https://a.example" }] }
  - id: too-many
    name: 七条
    priority: 70
    when: [{ text: { is: 七条 } }]
    then: [{ reply: 一 }, { reply: 二 }, { reply: 三 }, { reply: 四 }, { reply: 五 }, { reply: 六 }, { reply: 七 }]
`;

/** How a message reads on the phone, in one line. */
const lineOf = (shown: Shown): string => {
  if (shown.kind === "text") return shown.text;
  if (shown.kind === "articles") return `[${shown.articles.map(({ title }) => title).join()}]`;
  if (shown.kind === "music") return `music ${shown.title}`;
  return "mediaId" in shown ? `${shown.kind} ${shown.mediaId}` : shown.kind;
};

const allTagged = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}><!\\[CDATA\\[(.*?)\\]\\]></${name}>`, "gs"))].map(
    ([, text]) => text ?? "",
  );
const tagged = (xml: string, name: string): string => allTagged(xml, name)[0] ?? "";

/** The stored answer in one line, read by hand; `null` for none. */
const answerLine = ({ answer }: LogDetail): string | null => {
  if (answer === "") return null;
  const kind = tagged(answer, "MsgType");
  if (kind === "text")
    return tagged(answer.replaceAll("]]]]><![CDATA[>", "\u0000"), "Content").replaceAll(
      "\u0000",
      "]]>",
    );
  if (kind === "news") return `[${allTagged(answer, "Title").join()}]`;
  if (kind === "music") return `music ${tagged(answer, "Title")}`;
  return `${kind} ${tagged(answer, "MediaId")}`;
};

type Step = Extract<NonNullable<LogDetail["trace"]>["steps"][number], { kind: "action" }>;
const actionsOf = ({ trace }: LogDetail): readonly Step[] =>
  (trace?.steps ?? []).filter((step) => step.kind === "action");

/** What an action said, in one line; `null` for one that says nothing. */
const saidBy = ({ did }: Step): string | null => {
  const { reply, ask } = did as {
    readonly reply?: { readonly text?: string; readonly articles?: { readonly title: string }[] };
    readonly ask?: { readonly question: string; readonly options?: unknown };
  };
  if (ask !== undefined) return ask.options === undefined ? ask.question : "options";
  if (reply === undefined) return null;
  if (reply.articles !== undefined) return `[${reply.articles.map(({ title }) => title).join()}]`;
  return reply.text ?? "?";
};
const saidWith = (delivery: LogDetail, left: Step["left"]): readonly string[] =>
  actionsOf(delivery).flatMap((step) => (step.left === left ? (saidBy(step) ?? []) : []));

const STREET_VIEW =
  /^<a href="https:\/\/apis\.map\.qq\.com\/uri\/v1\/streetview\?[^"]+">(街景)<\/a>$/;
/** What comes behind the cards of the nearest places: its address depends on the place, its words do not. */
const behindCards = ({ did, left }: Step): readonly string[] =>
  left === "planned" && Object.hasOwn(did as object, "nearest") ? ["街景"] : [];

/** The sends a trace tells of; a question that is put again stands on the ladder like any other. */
const sendsOf = (delivery: LogDetail): readonly string[] =>
  actionsOf(delivery).flatMap((step) => [
    ...(step.left === "planned" ? [saidBy(step) ?? []].flat() : []),
    ...behindCards(step),
  ]);

/** What went into the response, as the trace tells it and as it was stored, are one. */
const checkAnswer = (delivery: LogDetail, answer: string | null): void => {
  const said = saidWith(delivery, "sent");
  if (answer === null || said.length === 0 || said.includes("?")) return;
  expect(answer).toBe(said.join("\n"));
};

/** What the follower saw of one push is what is stored of it: one answer, no grey line. */
const checkPush = ({ kind, result }: Pushed, delivery: LogDetail): void => {
  const answer = unseenKinds.has(kind) ? null : answerLine(delivery);
  expect([kind, result.seen.map(lineOf)]).toEqual([kind, answer === null ? [] : [answer]]);
  expect([kind, result.systemLine, result.refused]).toEqual([kind, null, null]);
  expect(result.deliveries.map(({ status }) => status)).toEqual(result.deliveries.map(() => 200));
  checkAnswer(delivery, answer);
};

/** The whole conversation: every message that was sent later, in order, and nothing that was left out. */
const checkConversation = ({ name, lines }: Person, deliveries: readonly LogDetail[]): void => {
  const later = lines.filter(({ via }) => via === "customer-message");
  const sends = deliveries.flatMap(sendsOf);
  expect([name, later.map(({ shown }) => lineOf(shown).replace(STREET_VIEW, "$1"))]).toEqual([
    name,
    sends,
  ]);
  const seen = lines.map(({ shown }) => lineOf(shown));
  for (const line of deliveries.flatMap((one) => saidWith(one, "left-out")))
    expect([name, seen.includes(line)]).toEqual([name, false]);
  expect(lines.filter(({ via }) => via === "system")).toEqual([]);
};

interface Pushed {
  readonly kind: string;
  readonly result: PushResult;
}
interface Person {
  readonly account: string;
  readonly name: string;
  readonly openid: string;
  readonly pushed: readonly Pushed[];
  readonly lines: readonly Entry[];
}

const sealedModes = ["safe", "compatible"] as const;
const anyMode = ["plain", ...sealedModes] as const;

type Random = () => number;

/** Two equal events of one second are one event (reliability F-01): nobody does the same twice. */
const pickOther = (account: string, done: Set<string>, random: Random): PushAsked["message"] => {
  for (;;) {
    const message = pickMessage(account, random());
    const { kind, key = "", channel = "" } = message;
    const what = kind === "text" ? `${done.size}` : `${kind} ${key} ${channel}`;
    if (done.has(what)) continue;
    done.add(what);
    return message;
  }
};

const duplicatesOf = (dice: number): number => {
  if (dice < 0.1) return 2;
  return dice < 0.25 ? 1 : 0;
};
const optionsFor = (account: string, random: Random): PushOptions => {
  const modes = account === "coffee" ? sealedModes : anyMode;
  const mode = modes[Math.floor(random() * modes.length)] ?? "safe";
  const delayMs = random() < 0.2 ? Math.floor(random() * 40) : 0;
  const eventCase = random() < 0.1 ? { eventCase: "upper" as const } : {};
  return { mode, duplicates: duplicatesOf(random()), delayMs, ...eventCase };
};

/** How often each figure was to be recorded, and how many requests were to be made, by the traces. */
const countEffects = (deliveries: readonly LogDetail[]) => {
  const records = new Map<string, number>();
  let calls = 0;
  for (const { did, left } of deliveries.flatMap(actionsOf)) {
    const { http, record } = did as { http?: object; record?: { name: string } };
    if (http !== undefined) calls += 1;
    if (record !== undefined && left === "planned")
      records.set(record.name, (records.get(record.name) ?? 0) + 1);
  }
  return { records, calls };
};

describe("a thousand pushes of random kinds, modes, delays and duplicates", () => {
  test("are seen as the trace tells them, once, and their effects happen once", {
    timeout: 180_000,
  }, async () => {
    const slow = await listenSlowly();
    const local = (text: string): string =>
      text
        .replaceAll(/https:\/\/api\.(airline|coffee)\.example/g, `http://${slow.host}`)
        .replaceAll(/^hosts: \[.*\]$/gm, `hosts: ["${slow.host}"]`)
        .replace(/^id: coffee$/m, `id: coffee\nhosts: ["${slow.host}"]`);
    const world = makeWorld({
      examples: local,
      files: {
        "coffee/99-several.yaml": several("- tag: VIP"),
        "airline/99-several.yaml": several("- tag: 金卡"),
        "museum/99-several.yaml": several("- set: { seen: yes }"),
      },
    });
    const product = await startProduct(world);

    const live = async (account: string, name: string, only: string | null): Promise<Person> => {
      const pushed: Pushed[] = [];
      const done = new Set<string>();
      const random = randomFrom(Number.parseInt(hash("sha256", name).slice(0, 7), 16));
      for (let place = 0; place < (only === null ? pushesOf : 1); place += 1) {
        const message =
          only === null ? pickOther(account, done, random) : { kind: "text", text: only };
        const options = optionsFor(account, random);
        const result = await product.push({ account, from: name, message, options });
        pushed.push({ kind: message.kind, result });
      }
      return { account, name, openid: pushed[0]?.result.openid ?? "", pushed, lines: [] };
    };
    const names = accounts.flatMap((account) => [
      ...Array.from({ length: followersOf }, (_, place) => ({
        account,
        name: `${account}${place}`,
        only: null,
      })),
    ]);
    const alone = Array.from({ length: loners }, (_, place) => ({
      account: accounts[place % 3] ?? "coffee",
      name: `独${place}`,
      only: "七条",
    }));
    const waiting = [...names, ...alone];
    const people: Person[] = [];
    const lanes = Array.from({ length: 12 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        people.push(await live(next.account, next.name, next.only));
    });
    await Promise.all(lanes);
    expect(people.flatMap(({ pushed }) => pushed)).toHaveLength(1000);
    await until("the outbox is empty", () =>
      withStorage(world, async ({ db }) => {
        const rows = await db.find(db.sql.selectFrom("effect").select("key"));
        return rows.length === 0;
      }),
    );

    const stored = await withStorage(world, async (opened) => {
      const deliveries = await Promise.all(accounts.map((id) => deliveriesOf(opened, id)));
      const dead = await Promise.all(
        accounts.map((id) => opened.library.deadEffects.list(id, { afterKey: null, limit: 10 })),
      );
      const records = await Promise.all(accounts.map((id) => opened.library.records.names(id)));
      return { deliveries: deliveries.flat(), dead: dead.flat(), records: records.flat() };
    });
    expect(stored.dead).toEqual([]);
    expect(stored.deliveries.filter(({ isDone }) => !isDone)).toEqual([]);

    for (const person of people) {
      const { account, name, openid, pushed } = person;
      // What the server tells its rules itself was pushed by nobody.
      const deliveries = stored.deliveries.filter(
        ({ follower, event }) =>
          follower === openid && event.account === account && event.kind !== "notice",
      );
      expect([name, deliveries.length]).toEqual([name, pushed.length]);
      for (const [place, delivery] of deliveries.entries())
        checkPush(pushed[place] ?? { kind: "", result: {} as PushResult }, delivery);
      const lines = await product.conversation(account, openid);
      checkConversation({ ...person, lines }, deliveries);
    }

    const { records: counted, calls } = countEffects(stored.deliveries);
    const kept = new Map<string, number>();
    for (const { name, count } of stored.records) kept.set(name, (kept.get(name) ?? 0) + count);
    expect(kept).toEqual(counted);
    expect(counted.size).toBeGreaterThan(2);
    expect(slow.asked).toHaveLength(calls);
    expect(calls).toBeGreaterThan(5);
  });
});
