import type { TriggerDefinition } from "../definitions/definition.ts";
import { agent } from "./agent.ts";
import { event } from "./event.ts";
import { file } from "./file.ts";
import { follow } from "./follow.ts";
import { image } from "./image.ts";
import { link } from "./link.ts";
import { location } from "./location.ts";
import { menu } from "./menu.ts";
import { nothingMatched } from "./nothing-matched.ts";
import { notice } from "./notice.ts";
import { payment } from "./payment.ts";
import { scan } from "./scan.ts";
import { schedule } from "./schedule.ts";
import { text } from "./text.ts";
import { topic } from "./topic.ts";
import { unfollow } from "./unfollow.ts";
import { video } from "./video.ts";
import { voice } from "./voice.ts";

/** Our own triggers, in the order the editor offers them. */
export const triggers: readonly TriggerDefinition[] = [
  text,
  topic,
  voice,
  image,
  video,
  link,
  file,
  location,
  menu,
  follow,
  scan,
  unfollow,
  payment,
  notice,
  agent,
  event,
  schedule,
  nothingMatched,
];
