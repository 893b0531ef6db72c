import type { OperatorDefinition } from "../definitions/definition.ts";
import { atLeast } from "./at-least.ts";
import { atMost } from "./at-most.ts";
import { between } from "./between.ts";
import { ends } from "./ends.ts";
import { equals } from "./equals.ts";
import { exists } from "./exists.ts";
import { greater } from "./greater.ts";
import { has } from "./has.ts";
import { includes } from "./includes.ts";
import { less } from "./less.ts";
import { matches } from "./matches.ts";
import { notEquals } from "./not-equals.ts";
import { oneOf } from "./one-of.ts";
import { starts } from "./starts.ts";
import { within } from "./within.ts";

/** Our own operators, in the order the editor offers them. */
export const operators: readonly OperatorDefinition[] = [
  equals,
  notEquals,
  oneOf,
  has,
  starts,
  ends,
  includes,
  greater,
  atLeast,
  less,
  atMost,
  between,
  matches,
  within,
  exists,
];
