import type { Lint } from "../compiler/compile-folder.ts";

/** What is proven about a whole rule set when it is checked. */
export const lints: readonly Lint[] = [];
