/** Inputs that ↑ and ↓ bring back. */
export interface Recall {
  /** Oldest first. */
  readonly sent: readonly string[];
  /** Which one is shown; `null`: what is being written. */
  readonly at: number | null;
  /** What was being written before the first ↑. */
  readonly draft: string;
}

const most = 20;

/** Nothing was sent yet. */
export const noRecall: Recall = { sent: [], at: null, draft: "" };

/** After sending a text. */
export const remember = ({ sent }: Recall, text: string): Recall => ({
  sent: [...sent.filter((one) => one !== text), text].slice(-most),
  at: null,
  draft: "",
});

/** One step back (-1) or forth (1) from what stands in the field; `null` when there is nowhere to go. */
export const step = (
  recall: Recall,
  by: -1 | 1,
  written: string,
): { readonly recall: Recall; readonly text: string } | null => {
  const { sent, at, draft } = recall;
  const from = at ?? sent.length;
  const to = from + by;
  if (to < 0 || to > sent.length || (at === null && by === 1)) return null;
  const kept = at === null ? written : draft;
  if (to === sent.length) return { recall: { sent, at: null, draft: "" }, text: kept };
  return { recall: { sent, at: to, draft: kept }, text: sent[to] ?? "" };
};
