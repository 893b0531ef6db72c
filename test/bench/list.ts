import { channelReport } from "./c1-channel-report.ts";
import { editorSpeed } from "./e1-editor.ts";
import { followerSync } from "./f1-sync.ts";
import { nearestPlaces } from "./l1-nearest.ts";
import { payNotifications } from "./n1-notifications.ts";
import { messageCost } from "./p1-message-cost.ts";
import { growth } from "./p2-growth.ts";
import { compiling } from "./p3-compile.ts";
import { wholeWebhook } from "./p4-webhook.ts";
import { patterns } from "./p5-patterns.ts";
import { sealedWebhook } from "./p6-sealed.ts";
import type { Bench } from "./result.ts";
import { sandboxLoad } from "./s1-sandbox.ts";
import { dueTimers } from "./t1-timers.ts";
import { boundCards } from "./w1-bindings.ts";

/** Every figure there is, in the order they are printed; a new one is a file and a line here. */
export const benches: readonly Bench[] = [
  messageCost,
  growth,
  compiling,
  wholeWebhook,
  patterns,
  sealedWebhook,
  sandboxLoad,
  boundCards,
  payNotifications,
  followerSync,
  dueTimers,
  channelReport,
  editorSpeed,
  nearestPlaces,
];
