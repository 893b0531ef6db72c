import type { Turn } from "../../../engine/index.ts";
import type { Line } from "../lines.ts";
import type { Told } from "../sources.ts";
import type { Act, Answer, MenuButton, Person } from "../transport.ts";
import { TransportError } from "../transport.ts";
import type { MediaAddress } from "./content-of.ts";
import type { DraftPerson } from "./draft-person.ts";
import { draftPerson } from "./draft-person.ts";
import type { DraftRules, Surroundings } from "./draft-rules.ts";
import { compileDraft, surroundingsOf } from "./draft-rules.ts";
import { menuOf } from "./menu-of.ts";
import type { Step } from "./steps-of.ts";
import { stepsOf } from "./steps-of.ts";
import { turnLines } from "./turn-lines.ts";

/** What an act or the time brought. */
export interface Brought {
  readonly lines: readonly Line[];
  readonly answers: readonly Answer[];
  readonly opened: string | null;
}
/** A WeChat of one account with nobody but the engine behind it; kept in memory. */
export interface DraftWorld {
  /** Other rules from now on; followers stay as they are. */
  readonly load: (rules: DraftRules) => void;
  readonly surroundings: () => Surroundings;
  readonly meet: (name: string, nowMs: number) => Person;
  readonly people: () => readonly Person[];
  readonly menu: (openid: string) => readonly MenuButton[];
  /** `isLost`: the network swallows it, and the platform says so. */
  readonly act: (
    openid: string,
    act: Act,
    how: { readonly nowMs: number; readonly isLost: boolean },
  ) => Promise<Brought>;
  /** Lets everybody's timers run up to a moment. */
  readonly pass: (nowMs: number) => Promise<readonly Line[]>;
  readonly told: (key: string) => Told | null;
}

/** The platform's grey line. */
const systemLine = "该公众号暂时无法提供服务，请稍后再试";
/** Records of more messages are forgotten, the oldest first. */
const mostTold = 500;

/** What a draft's world holds while it lasts. */
class Holdings {
  rules: DraftRules;
  ready: ReturnType<typeof compileDraft>;
  readonly people = new Map<string, { readonly name: string; readonly person: DraftPerson }>();
  readonly #records = new Map<string, Told>();
  #count = 0;

  constructor(rules: DraftRules) {
    this.rules = rules;
    this.ready = compileDraft(rules);
  }

  nextId = (): number => {
    this.#count += 1;
    return this.#count;
  };

  load(rules: DraftRules): void {
    this.ready = compileDraft(rules);
    this.rules = rules;
    for (const { person } of this.people.values()) person.reload(this.ready);
  }

  person(openid: string): DraftPerson {
    const found = this.people.get(openid);
    if (found === undefined) throw new TransportError(`nobody has the OpenID ${openid}`);
    return found.person;
  }

  shown(openid: string): Person {
    const isFollowing = this.person(openid).follower().followedAtMs !== null;
    return { openid, name: this.people.get(openid)?.name ?? "", isFollowing };
  }

  record(key: string, { outcome }: Turn): void {
    const names = Object.fromEntries(this.rules.ruleSet.rules.map(({ id, name }) => [id, name]));
    this.#records.set(key, { trace: outcome.trace, names });
    const [oldest] = this.#records.keys();
    if (this.#records.size > mostTold && oldest !== undefined) this.#records.delete(oldest);
  }

  told(key: string): Told | null {
    return this.#records.get(key) ?? null;
  }
}

/** Keeps a turn's record; what its follower sees of it. */
type Keep = (openid: string, push: string, turn: Turn) => readonly Line[];

const passing =
  (held: Holdings, keep: Keep) =>
  async (person: DraftPerson, nowMs: number): Promise<readonly Line[]> =>
    (await person.walkTo(nowMs)).flatMap((turn) =>
      turn.event.follower === null ? [] : keep(person.openid, `draft-${held.nextId()}`, turn),
    );

/** The follower's own line of a step. */
const ownLine = (
  step: Step,
  base: { readonly id: number; readonly key: string } & Pick<Line, "openid" | "atMs" | "push">,
): Line =>
  step.shown.kind === "said"
    ? { ...base, ...step.shown, by: "follower", agent: "", isLate: false }
    : { ...base, ...step.shown };

const acting =
  (held: Holdings, keep: Keep, pass: ReturnType<typeof passing>): DraftWorld["act"] =>
  async (openid, deed, { nowMs, isLost }) => {
    const person = held.person(openid);
    const lines = [...(await pass(person, nowMs))];
    const answers: Answer[] = [];
    const { steps, opened } = stepsOf(deed, held.rules.ruleSet.account, person.follower());
    for (const step of steps) {
      const push = `draft-${held.nextId()}`;
      const base = { openid, atMs: nowMs, push };
      lines.push(ownLine(step, { ...base, id: held.nextId(), key: push }));
      if (step.sent === null) continue;
      if (isLost) {
        lines.push({ ...base, id: held.nextId(), kind: "system", text: systemLine });
        continue;
      }
      const fromMs = performance.now();
      const turn = await person.send(step.sent);
      const tookMs = Math.round(performance.now() - fromMs);
      answers.push({ push, tookMs, deliveries: 1, refused: null });
      lines.push(...keep(openid, push, turn));
    }
    return { lines, answers, opened };
  };

/** Makes the world of a draft. `addressOf` says where the page finds the account's media. */
export const draftWorld = (rules: DraftRules, addressOf: MediaAddress = () => ""): DraftWorld => {
  const held = new Holdings(rules);
  const keep: Keep = (openid, push, turn) => {
    held.record(push, turn);
    return turnLines(turn, { openid, push, nextId: held.nextId, addressOf });
  };
  const pass = passing(held, keep);
  return {
    load: (newer) => held.load(newer),
    surroundings: () => surroundingsOf(held.rules, addressOf),
    meet: (name, nowMs) => {
      const openid = `oDraft${String(held.people.size + 1).padStart(22, "0")}`;
      held.people.set(openid, { name, person: draftPerson(openid, held.ready, nowMs) });
      return held.shown(openid);
    },
    people: () => [...held.people.keys()].reverse().map((openid) => held.shown(openid)),
    menu: (openid) => menuOf(held.rules.ruleSet.account, held.person(openid).follower()),
    act: acting(held, keep, pass),
    pass: async (nowMs) => {
      const lines: Line[] = [];
      for (const { person } of held.people.values()) lines.push(...(await pass(person, nowMs)));
      return lines;
    },
    told: (key) => held.told(key),
  };
};
