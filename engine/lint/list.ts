import type { Lint } from "../compiler/compile-folder.ts";
import { findBroadcasts } from "./broadcasts.ts";
import { findConfusables } from "./confusables.ts";
import { findLinkPages } from "./link-pages.ts";
import { findMissingLanguages } from "./missing-language.ts";
import { findNoticeFields } from "./notice-fields.ts";
import { findOverlaps } from "./overlaps.ts";
import { findIdleTopics } from "./topic-without-semantic.ts";

/** What is proven about a whole rule set when it is checked. */
export const lints: readonly Lint[] = [
  findOverlaps,
  findNoticeFields,
  findMissingLanguages,
  findLinkPages,
  findBroadcasts,
  findConfusables,
  findIdleTopics,
];
