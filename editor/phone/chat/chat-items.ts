import type { Line } from "../lines.ts";
import type { Answer } from "../transport.ts";

/** What the log shows, top to bottom. */
export type ChatItem =
  | { readonly kind: "moment"; readonly id: string; readonly atMs: number }
  | {
      readonly kind: "line";
      readonly id: string;
      readonly line: Exclude<Line, { readonly kind: "typing" }>;
      /** How the push was answered; stands under its last line. */
      readonly answer: Answer | null;
      /** What our server knows the push by. */
      readonly key: string | null;
      /** Whether the follower saw anything of the answer. */
      readonly isAnswered: boolean;
    };

/** A pause this long gets a time of its own, as in WeChat. */
const pauseMs = 5 * 60_000;

type ShownLine = Exclude<Line, { readonly kind: "typing" }>;

const keysOf = (lines: readonly ShownLine[]): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap((line) =>
      line.kind !== "system" && line.key !== null && line.push !== ""
        ? [[line.push, line.key] as const]
        : [],
    ),
  );

const lastOfPush = (lines: readonly ShownLine[]): ReadonlyMap<string, number> =>
  new Map(lines.filter(({ push }) => push !== "").map(({ push, id }) => [push, id]));

/** Lines with times between them, and each push's answer under its last line. */
export const chatItems = (
  lines: readonly Line[],
  answers: ReadonlyMap<string, Answer>,
): readonly ChatItem[] => {
  const shown = lines.filter((line) => line.kind !== "typing");
  const keys = keysOf(shown);
  const last = lastOfPush(shown);
  const items: ChatItem[] = [];
  let beforeMs = Number.NEGATIVE_INFINITY;
  for (const line of shown) {
    if (Math.abs(line.atMs - beforeMs) > pauseMs)
      items.push({ kind: "moment", id: `moment-${line.id}`, atMs: line.atMs });
    beforeMs = line.atMs;
    const answer = last.get(line.push) === line.id ? (answers.get(line.push) ?? null) : null;
    const isAnswered = line.kind === "said" && line.by === "account";
    const key = keys.get(line.push) ?? null;
    items.push({ kind: "line", id: `line-${line.id}`, line, answer, key, isAnswered });
  }
  return items;
};
