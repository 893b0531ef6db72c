import type { Article, MenuButton } from "../../engine/index.ts";

/** One thing that an automatic reply says; `file` lies in `media/`, `null` when it could not be fetched. */
export type TakenReply =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "image" | "voice" | "video";
      readonly file: string | null;
      /** The id or address the console knew it by. */
      readonly source: string;
    }
  | { readonly kind: "articles"; readonly articles: readonly Article[] };

export type TakenTrigger =
  | { readonly kind: "text"; readonly is: readonly string[]; readonly has: readonly string[] }
  | { readonly kind: "follow" | "nothing-matched" }
  | { readonly kind: "menu"; readonly key: string };

/** A rule made of what the console did. */
export interface TakenRule {
  readonly id: string;
  readonly name: string;
  /** Switched off in the console: taken over as it was. */
  readonly isOn: boolean;
  readonly when: TakenTrigger;
  readonly replies: readonly TakenReply[];
  /** One of the replies, by chance. */
  readonly isRandom: boolean;
}
export interface TakenMenu {
  readonly buttons: readonly MenuButton[];
  /** What console-made buttons sent by themselves. */
  readonly rules: readonly TakenRule[];
}
/** Fetches what a reply sends and gives the name of its file, `null` when it cannot be had. */
export type TakeMedia = (
  source: string,
  kind: "image" | "voice" | "video",
) => Promise<string | null>;
