/** An article as the follower sees it. */
export interface SeenArticle {
  readonly title: string;
  readonly description: string;
  readonly picture: string;
  readonly url: string;
}
/** Somewhere on the map; GCJ-02, as WeChat uses it. */
export interface Spot {
  readonly lat: number;
  readonly lng: number;
  readonly label: string;
}

/** What a bubble shows. Addresses of pictures and sounds are ones that the page may load. */
export type Content =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly src: string }
  /** `heard`: what was understood; `null` when the platform did not listen. */
  | { readonly kind: "voice"; readonly src: string; readonly heard: string | null }
  | {
      readonly kind: "video";
      readonly src: string;
      readonly title: string;
      readonly description: string;
    }
  | {
      readonly kind: "music";
      readonly title: string;
      readonly description: string;
      readonly url: string;
      readonly cover: string;
    }
  | { readonly kind: "articles"; readonly articles: readonly SeenArticle[] }
  | {
      readonly kind: "options";
      readonly head: string;
      readonly items: readonly { readonly id: string; readonly text: string }[];
      readonly tail: string;
    }
  | {
      readonly kind: "mini-program";
      readonly title: string;
      readonly page: string;
      readonly cover: string;
    }
  | { readonly kind: "card"; readonly id: string }
  | {
      readonly kind: "notice";
      readonly title: string;
      readonly lines: readonly { readonly name: string; readonly value: string }[];
      readonly url: string;
    }
  | ({ readonly kind: "location" } & Spot)
  | {
      readonly kind: "link";
      readonly title: string;
      readonly description: string;
      readonly url: string;
    }
  | { readonly kind: "file"; readonly name: string; readonly bytes: number };

/** What happened without a bubble; shown as a small grey line. */
export type Happening =
  | "followed"
  | "left"
  | "scanned"
  | "tapped"
  | "opened"
  | "scanned-for-button"
  | "chose-pictures"
  | "chose-place"
  | "reported-place"
  | "entered"
  | "handed-over"
  | "other";

interface LineBase {
  /** Rises in the order in which lines came. */
  readonly id: number;
  readonly openid: string;
  readonly atMs: number;
  /** The push it belongs to, `""` for none. */
  readonly push: string;
}
/** One line of the conversation. */
export type Line = LineBase &
  (
    | {
        readonly kind: "said";
        readonly by: "follower" | "account";
        /** The agent whose name is shown, `""` for none. */
        readonly agent: string;
        /** Came later than the reply: a customer-service message, a notice, a broadcast. */
        readonly isLate: boolean;
        readonly content: Content;
        /** What our server knows this message by, `null` for what it was never sent. */
        readonly key: string | null;
      }
    | {
        readonly kind: "happened";
        readonly what: Happening;
        readonly detail: string;
        readonly key: string | null;
      }
    /** The platform's own grey line. */
    | { readonly kind: "system"; readonly text: string }
    | { readonly kind: "typing"; readonly on: boolean }
  );
