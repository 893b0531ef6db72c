import { Type } from "typebox";
import { Count, choice, closed, LocalText, Ms, nullable } from "./words.ts";

const Key = Type.String({ minLength: 1, maxLength: 600 });
/** `given-up`: nobody tries again by itself. `retrying`: the next try has its time. */
const State = choice("given-up", "retrying");

export const FailureQuery = Type.Object(
  {
    state: State,
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export const Failure = Type.Object(
  {
    key: Key,
    /** Of the effect: `send`, `notice`, `tag`, `forward` … */
    kind: Type.String(),
    /** What it was about, in a few words. */
    what: Type.String(),
    follower: nullable(Type.String()),
    /** The rule that wanted it, `""` where none did. */
    rule: Type.String(),
    ruleName: Type.String(),
    atMs: Ms,
    attempts: Count,
    nextTryAtMs: nullable(Ms),
    /** The platform's code, or one of ours; what it means, and what helps. */
    code: Type.String(),
    means: LocalText,
    remedy: LocalText,
  },
  closed,
);
export const FailureList = Type.Object(
  {
    failures: Type.Array(Failure),
    counts: Type.Object({ givenUp: Count, retrying: Count }, closed),
    next: nullable(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export const FailureKeys = Type.Object(
  { keys: Type.Array(Key, { minItems: 1, maxItems: 200, uniqueItems: true }) },
  closed,
);
/** `gone`: somebody was faster. */
export const FailuresDone = Type.Object({ done: Count, gone: Count }, closed);
