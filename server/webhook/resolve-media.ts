import type { Media, Reply } from "../../engine/index.ts";

type Resolve = (media: Media) => Promise<string>;

const asId = async (media: Media, resolve: Resolve): Promise<Media> =>
  "mediaId" in media ? media : { mediaId: await resolve(media) };

const filesOf = (reply: Reply): readonly Media[] => {
  if ("media" in reply) return [reply.media];
  return reply.kind === "music" ? [reply.thumb] : [];
};

/** Whether a file of the account folder, or a code, must become an id before the reply can be written. */
export const hasFiles = (reply: Reply): boolean =>
  filesOf(reply).some((media) => !("mediaId" in media));

/** The reply with ids where files of the account folder stood; rejects when one cannot be had. */
export const resolveReply = async (reply: Reply, resolve: Resolve): Promise<Reply> => {
  switch (reply.kind) {
    case "image":
    case "voice":
    case "video":
      return { ...reply, media: await asId(reply.media, resolve) };
    case "music":
      return { ...reply, thumb: await asId(reply.thumb, resolve) };
    default:
      return reply;
  }
};
