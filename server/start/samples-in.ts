/** A file that the local WeChat makes up under an id. */
export interface Sample {
  readonly mediaId: string;
  readonly type: "image" | "voice" | "video" | "thumb";
}

/** Under which name a reply speaks of a file, and what the file must then be. */
const TYPES: Readonly<Record<string, Sample["type"]>> = {
  image: "image",
  voice: "voice",
  media: "video",
  thumb: "thumb",
};
const MARK = "id:";

/** The files that rules name by an id of the console (`voice: id:…`): the local WeChat must hold them, or it refuses the reply. */
export const samplesIn = (value: unknown): readonly Sample[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const type = TYPES[name];
    if (type !== undefined && typeof inner === "string" && inner.startsWith(MARK))
      return [{ mediaId: inner.slice(MARK.length), type }];
    return samplesIn(inner);
  });
};
