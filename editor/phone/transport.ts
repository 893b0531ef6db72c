import type { Line, Spot } from "./lines.ts";

/** The account on the phone. */
export interface PhoneAccount {
  readonly id: string;
  readonly name: string;
  readonly kind: "service" | "subscription";
  readonly verified: boolean;
}
/** What the platform takes an account to be: its rights hang on it. */
export type AccountAs = Pick<PhoneAccount, "kind" | "verified">;
/** Somebody whose phone this can be. */
export interface Person {
  readonly openid: string;
  /** `""` when none is known. */
  readonly name: string;
  readonly isFollowing: boolean;
}
/** A button of the menu as it is published. */
export interface MenuButton {
  readonly name: string;
  /** The platform's name of what it does; `""` for one that opens a submenu. */
  readonly type: string;
  /** What a tap on it is pushed with, `""` for none. */
  readonly key: string;
  readonly sub: readonly MenuButton[];
}
/** A picture of the account that can be sent. */
export interface Picture {
  readonly id: string;
  readonly name: string;
  readonly src: string;
}
/** A parametric QR code. */
export interface Channel {
  readonly scene: string;
  /** What the code says; drawn as the code. */
  readonly url: string;
  readonly expiresAtMs: number | null;
}
/** How the network between follower and account is. */
export type Network = "good" | "slow" | "too-slow";

/** What somebody does with the phone. Bytes travel as base64. */
export type Act =
  /** `option`: the item of a message menu that was tapped. */
  | { readonly kind: "text"; readonly text: string; readonly option?: string }
  /** `picture`: which one of the account's it is. */
  | { readonly kind: "image"; readonly data: string; readonly picture?: string }
  | { readonly kind: "voice"; readonly heard: string | null }
  | { readonly kind: "video" }
  | ({ readonly kind: "location" } & Spot)
  | {
      readonly kind: "link";
      readonly title: string;
      readonly description: string;
      readonly url: string;
    }
  | { readonly kind: "file"; readonly name: string; readonly bytes: number }
  | { readonly kind: "follow" | "leave" }
  | { readonly kind: "scan"; readonly scene: string }
  /** `path`: places in the menu, from 0. What a button asks for stands beside it. */
  | {
      readonly kind: "tap";
      readonly path: readonly number[];
      readonly scanned?: string;
      readonly pictures?: readonly string[];
      readonly spot?: Spot;
    };

/** How an act was answered. */
export interface Answer {
  readonly push: string;
  /** From the first byte to the last answer, milliseconds. */
  readonly tookMs: number;
  readonly deliveries: number;
  /** Why the platform refused the answer, `null` when it did not. */
  readonly refused: string | null;
}
/** What came of an act. */
export interface Done {
  readonly answers: readonly Answer[];
  /** A page that opened, `null` for none. */
  readonly opened: string | null;
}

/** Something the other side refused or could not do; the message can be shown. */
export class TransportError extends Error {
  override readonly name = "TransportError";
}

/** What a phone needs of the world. Two makers: the sandbox's control API, and the engine itself for drafts. Throws `TransportError`. */
export interface PhoneTransport {
  readonly account: () => Promise<PhoneAccount>;
  /** Makes the platform take the account for another kind; absent where there is no platform. */
  readonly become?: (as: AccountAs) => Promise<void>;
  /** Newest first. */
  readonly people: () => Promise<readonly Person[]>;
  readonly addPerson: (name: string) => Promise<Person>;
  /** Tells the pages that this browser opens whose phone it is. */
  readonly holdBy: (openid: string) => Promise<void>;
  /** Lines after a line, oldest first. */
  readonly lines: (openid: string, afterId: number) => Promise<readonly Line[]>;
  /** Answers of the last pushes, by push. */
  readonly answers: () => Promise<readonly Answer[]>;
  /** The menu this person sees. */
  readonly menu: (openid: string) => Promise<readonly MenuButton[]>;
  readonly pictures: () => Promise<readonly Picture[]>;
  readonly channels: () => Promise<readonly Channel[]>;
  readonly act: (openid: string, act: Act, network: Network) => Promise<Done>;
  /** Calls back at every new line of anybody, and when the connection came back after a break; gives what ends it. */
  readonly watch: (on: {
    readonly line: (line: Line) => void;
    readonly back: () => void;
  }) => () => void;
  readonly nowMs: () => Promise<number>;
  /** Moves the clock; gives where it stands then. */
  readonly travel: (to: { readonly byMs: number } | { readonly toMs: number }) => Promise<number>;
}
