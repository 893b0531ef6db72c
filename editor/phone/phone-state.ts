import type { Line } from "./lines.ts";
import type { Answer, Channel, MenuButton, Network, Person, PhoneAccount } from "./transport.ts";

/** Everything the phone shows. */
export interface PhoneState {
  /** `null` until it is known. */
  readonly account: PhoneAccount | null;
  readonly people: readonly Person[];
  /** Whose phone it is now, `null` before anybody's. */
  readonly current: string | null;
  readonly lines: ReadonlyMap<string, readonly Line[]>;
  /** Lines of the account that came while somebody else's phone was shown. */
  readonly unread: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly menu: readonly MenuButton[];
  readonly channels: readonly Channel[];
  readonly network: Network;
  /** How far the account's clock is ahead of this machine's. */
  readonly aheadMs: number;
  /** Acts that are on their way. */
  readonly underWay: number;
  /** What went wrong last; `""` for nothing. */
  readonly problem: string;
  /** The page a button opened last; `""` for none. */
  readonly opened: string;
}

/** A phone nobody holds yet. */
export const emptyPhone: PhoneState = {
  account: null,
  people: [],
  current: null,
  lines: new Map(),
  unread: new Map(),
  answers: new Map(),
  menu: [],
  channels: [],
  network: "good",
  aheadMs: 0,
  underWay: 0,
  problem: "",
  opened: "",
};

/** More are dropped from the front, so that a long test stays quick. */
const mostLines = 500;

const inOrder = (lines: readonly Line[], line: Line): readonly Line[] => {
  const place = lines.findLastIndex(({ id }) => id <= line.id);
  if (lines[place]?.id === line.id) return lines;
  return lines.toSpliced(place + 1, 0, line).slice(-mostLines);
};

const isNews = (line: Line): boolean => line.kind === "said" && line.by === "account";

/** The lines with one more, in its place; a line that is there already changes nothing. */
export const withLine = (state: PhoneState, line: Line): PhoneState => {
  const known = state.lines.get(line.openid) ?? [];
  const lines = inOrder(known, line);
  if (lines === known) return state;
  const all = new Map(state.lines).set(line.openid, lines);
  if (line.openid === state.current || !isNews(line)) return { ...state, lines: all };
  const unread = new Map(state.unread);
  unread.set(line.openid, (unread.get(line.openid) ?? 0) + 1);
  return { ...state, lines: all, unread };
};

/** The state with these answers known. */
export const withAnswers = (state: PhoneState, answers: readonly Answer[]): PhoneState => {
  if (answers.length === 0) return state;
  const all = new Map(state.answers);
  for (const answer of answers) all.set(answer.push, answer);
  return { ...state, answers: all };
};

/** The state as somebody else's phone. */
export const asPerson = (state: PhoneState, openid: string): PhoneState => {
  const unread = new Map(state.unread);
  unread.delete(openid);
  return { ...state, current: openid, unread, menu: [], opened: "" };
};

/** Who holds the phone. */
export const currentPerson = ({ people, current }: PhoneState): Person | null =>
  people.find(({ openid }) => openid === current) ?? null;

const nothing: readonly Line[] = [];
/** What stands in the conversation that is shown. */
export const currentLines = ({ lines, current }: PhoneState): readonly Line[] =>
  current === null ? nothing : (lines.get(current) ?? nothing);

/** Whether the account is typing: said so, and nothing came since. */
export const isTyping = (lines: readonly Line[]): boolean => {
  const last = lines.findLast((line) => line.kind === "typing" || isNews(line));
  return last?.kind === "typing" && last.on;
};
