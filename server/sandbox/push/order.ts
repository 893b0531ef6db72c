import { DELIVERY } from "../../../engine/limits.ts";
import type { PushMode } from "../state/accounts.ts";
import type { Shown } from "../state/conversation.ts";
import type { PushInput, PushKind } from "./kinds.ts";
import type { Delivery } from "./post.ts";

/** How one push may differ from the usual; every field may be left out. */
export interface PushOptions {
  /** Waits before the first delivery; the push was still made at once. */
  readonly delayMs?: number;
  /** Copies sent beside the first delivery. */
  readonly duplicates?: number;
  /** Deliveries in all while nothing valid comes back. */
  readonly deliveries?: number;
  readonly timeoutMs?: number;
  /** Least time between the starts of two deliveries. */
  readonly gapMs?: number;
  /** Spreads the body over this time. */
  readonly slowMs?: number;
  readonly wrongSignature?: boolean;
  /** Writes the name of the event in another case. */
  readonly eventCase?: "lower" | "upper" | "swapped";
  /** Sends voices without `Recognition`. */
  readonly noRecognition?: boolean;
  /** Another mode than the account's. */
  readonly mode?: PushMode;
  /** The same query for every delivery. */
  readonly sameQuery?: boolean;
}

/** What is pushed, for whom. `from`: an OpenID, or a name that stands for one. */
export interface PushOrder {
  readonly account: string;
  readonly from: string;
  readonly message: PushInput;
  readonly options?: PushOptions;
}

/** What came of a push, as the follower saw it. */
export interface PushResult {
  readonly push: string;
  readonly openid: string;
  readonly deliveries: readonly Delivery[];
  readonly seen: readonly Shown[];
  /** The grey line, `null` when there is none. */
  readonly systemLine: string | null;
  /** Why the platform refused the answer. */
  readonly refused: string | null;
  /** Set when the message went to an agent (`""`: one that is waited for), or was handed over by the answer. */
  readonly agent: string | null;
}

/** The grey line under a message that was not answered validly. */
export const systemLine = "该公众号暂时无法提供服务，请稍后再试";

/** A push that cannot be made; the message says why. */
export class PushRefused extends Error {}

/** How pushes are delivered if they do not say otherwise. */
export interface PushDefaults {
  readonly deliveries: number;
  readonly timeoutMs: number;
  readonly gapMs: number;
  /** Which clock signs: the real one (a receiver with a tolerance keeps accepting), or the one that time travel moves. */
  readonly signWith: "real" | "travelled";
}

/** As the platform delivers. */
export const usualDefaults: PushDefaults = {
  deliveries: DELIVERY.count,
  timeoutMs: DELIVERY.timeoutMs,
  gapMs: DELIVERY.timeoutMs,
  signWith: "real",
};

const followersEvents = new Set(["unsubscribe", "VIEW", "view_miniprogram"]);
/** Whether the follower did it, rather than the platform. */
export const isFollowers = (kind: PushKind): boolean =>
  kind.isAnswerable || followersEvents.has(kind.event ?? "");

/** The name of an event in another case. */
export const inCase = (name: string, how: PushOptions["eventCase"]): string => {
  if (how === undefined) return name;
  if (how === "lower") return name.toLowerCase();
  if (how === "upper") return name.toUpperCase();
  return [...name]
    .map((letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
    .join("");
};

/** A thumb is a picture; both serve as either. */
export const isUsable = (type: string | undefined, asked: string): boolean => {
  if (type === undefined) return false;
  const pictures = ["image", "thumb"];
  return type === asked || (pictures.includes(type) && pictures.includes(asked));
};

/** How somebody came to follow, as `user/info` tells it. */
export const sceneOf = (
  message: PushInput,
): { scene: string; qrScene: number; qrSceneStr: string } => {
  const channel = typeof message.channel === "string" ? message.channel : "";
  const isNumber = /^\d{1,10}$/.test(channel) && message.isString !== true;
  return {
    scene: channel === "" ? "ADD_SCENE_SEARCH" : "ADD_SCENE_QR_CODE",
    qrScene: isNumber ? Number(channel) : 0,
    qrSceneStr: isNumber ? "" : channel,
  };
};
