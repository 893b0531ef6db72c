import type { ReadFields } from "./push.ts";
import { number, position, read } from "./push.ts";

const scenePrefix = "qrscene_";

/** Following, scanning and reported positions, by `Event` in lower case. */
export const followEvents: Readonly<Record<string, ReadFields>> = {
  subscribe: (push) => {
    const key = read(push, "EventKey");
    return {
      kind: "follow",
      channel: key.startsWith(scenePrefix) ? key.slice(scenePrefix.length) : null,
    };
  },
  unsubscribe: () => ({ kind: "unfollow" }),
  scan: (push) => {
    const channel = read(push, "EventKey");
    return channel === "" ? null : { kind: "scan", channel };
  },
  location: (push) => {
    const at = position(read(push, "Latitude"), read(push, "Longitude"));
    if (at === null) return null;
    const precisionM = number(read(push, "Precision"));
    return { kind: "location", ...at, how: "reported", label: "", precisionM };
  },
};
