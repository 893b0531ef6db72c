import type { BodyOf } from "../../server/admin/contract.ts";

type New = BodyOf<"POST /accounts/:account/broadcasts">;
export type TargetKind = New["target"]["kind"];
export type ContentKind = "text" | "image" | "voice" | "video" | "articles";
export interface ArticleDraft {
  /** Of this page alone, so that rows keep their fields. */
  readonly key: number;
  readonly title: string;
  readonly description: string;
  readonly picture: string;
  readonly text: string;
  readonly url: string;
}
/** A broadcast being written: what every kind would hold, whichever is chosen. */
export interface BroadcastDraft {
  readonly to: TargetKind;
  readonly tag: string;
  readonly segment: string;
  readonly openids: string;
  readonly kind: ContentKind;
  readonly text: string;
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly articles: readonly ArticleDraft[];
  /** `2026-12-01T07:00` in the account's zone, `""` while no time is said; `null` for now. */
  readonly at: string | null;
}

export const TEXT_BYTES = 2048;
export const MOST_ARTICLES = 8;
/** Endings of the files that each kind takes. */
export const ENDINGS: Readonly<Record<"image" | "voice" | "video", RegExp>> = {
  image: /\.(png|jpe?g|gif)$/i,
  voice: /\.(amr|mp3)$/i,
  video: /\.mp4$/i,
};

export const emptyArticle = (key: number): ArticleDraft => ({
  ...{ key, title: "", description: "", picture: "", text: "", url: "" },
});
export const EMPTY_BROADCAST: BroadcastDraft = {
  ...{ to: "all", tag: "", segment: "", openids: "" },
  ...{ kind: "text", text: "", file: "", title: "", description: "" },
  articles: [emptyArticle(0)],
  at: null,
};

/** How long a text is for WeChat. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,，;；、]+/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** Whom it goes to; `null` while that is not said. */
export const targetOf = (draft: BroadcastDraft): New["target"] | null => {
  const { to, tag, segment } = draft;
  if (to === "all") return { kind: "all" };
  if (to === "tag") return tag === "" ? null : { kind: "tag", tag };
  if (to === "segment") return segment === "" ? null : { kind: "segment", segment };
  const openids = linesOf(draft.openids);
  return openids.length < 2 ? null : { kind: "list", openids };
};

const filled = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ""));

/** What is sent, as it stands in a rule; `null` while something is missing. */
export const contentOf = (draft: BroadcastDraft): New["content"] | null => {
  const { kind, text, file, title, description, articles } = draft;
  if (kind === "text") return text.trim() === "" || bytesOf(text) > TEXT_BYTES ? null : { text };
  if (kind === "articles") {
    const isWhole = articles.every((one) => one.title.trim() !== "" && one.picture !== "");
    return isWhole ? { articles: articles.map(({ key: _, ...one }) => filled(one)) } : null;
  }
  if (file === "") return null;
  if (kind !== "video") return { [kind]: file };
  return { video: { media: file, ...filled({ title, description }) } };
};
