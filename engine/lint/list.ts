import type { Lint } from "../compiler/compile-folder.ts";
import { findBindHook } from "./bind-hook.ts";
import { findConfusables } from "./confusables.ts";
import { findNoticeFields } from "./notice-fields.ts";
import { findOverlaps } from "./overlaps.ts";

/** What is proven about a whole rule set when it is checked. */
export const lints: readonly Lint[] = [
  findOverlaps,
  findNoticeFields,
  findBindHook,
  findConfusables,
];
