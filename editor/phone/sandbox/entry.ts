/** The sandbox's words for a line of a conversation (`GET /sandbox/api/conversation`, and its live events). */
export interface Entry {
  readonly id: number;
  readonly account: string;
  readonly openid: string;
  readonly atMs: number;
  /** `follower`, `reply`, `customer-message`, `system`, … */
  readonly via: string;
  readonly push: string;
  readonly agent: string;
  readonly shown: ShownEntry;
}
/** `did` holds the fields of a push, as the platform writes them. */
export type ShownEntry =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image" | "voice"; readonly mediaId: string }
  | {
      readonly kind: "video";
      readonly mediaId: string;
      readonly title: string;
      readonly description: string;
    }
  | {
      readonly kind: "music";
      readonly title: string;
      readonly description: string;
      readonly url: string;
      readonly thumbMediaId: string;
    }
  | {
      readonly kind: "articles";
      readonly articles: readonly {
        readonly title: string;
        readonly description: string;
        readonly picture: string;
        readonly url: string;
      }[];
    }
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
      readonly thumbMediaId: string;
    }
  | { readonly kind: "card"; readonly cardId: string }
  | {
      readonly kind: "notice";
      readonly title: string;
      readonly lines: readonly { readonly name: string; readonly value: string }[];
      readonly url: string;
    }
  | { readonly kind: "typing"; readonly on: boolean }
  | { readonly kind: "system"; readonly text: string }
  | { readonly kind: "did"; readonly push: string; readonly fields: PushFields };

/** Fields of a push by name. */
export interface PushFields {
  readonly [name: string]: string | number | PushFields | readonly unknown[] | undefined;
}
