import type { Article, Media } from "./words.ts";

/** Everything that can be said to a follower; templates are already filled in. */
export type Message =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image" | "voice"; readonly media: Media }
  | {
      readonly kind: "video";
      readonly media: Media;
      readonly title: string;
      readonly description: string;
    }
  | { readonly kind: "music"; readonly thumb: Media; readonly url: string; readonly title: string }
  | { readonly kind: "articles"; readonly articles: readonly Article[] }
  | {
      readonly kind: "options";
      readonly head: string;
      readonly items: readonly { readonly id: string; readonly text: string }[];
    }
  | {
      readonly kind: "mini-program";
      readonly appId: string;
      readonly page: string;
      readonly thumb: Media;
      readonly title?: string;
    };

/** What fits into the HTTP response; the planner makes a `send` effect of anything else. */
export type Reply =
  | Exclude<Message, { readonly kind: "options" | "mini-program" }>
  | { readonly kind: "transfer"; readonly agent: string | null };
