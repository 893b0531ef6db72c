/** Codes that mean: this follower does not take such messages, whatever is tried. */
const REFUSALS: ReadonlySet<string> = new Set(["wechat-43005", "wechat-43101", "wechat-48002"]);

/** A code as rules see it in `notice.reason`: `refused`, or the code itself. */
export const reasonOf = (code: string): string => (REFUSALS.has(code) ? "refused" : code);
