import type { BroadcastTarget } from "../../engine/index.ts";

/** Whom it goes to in one word: `all`, the tag's or the segment's name, or how many are listed. */
export const targetName = (target: BroadcastTarget): string => {
  switch (target.kind) {
    case "all":
      return "all";
    case "tag":
      return target.tag;
    case "segment":
      return target.segment;
    case "list":
      return String(target.openids.length);
  }
};
