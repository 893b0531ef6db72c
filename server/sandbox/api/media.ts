import { ARTICLE_PICTURE, TEMPORARY_MEDIA } from "../../../engine/limits.ts";
import { textIn } from "../json.ts";
import type { Media } from "../state/media.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call, OpenCall } from "./route.ts";
import { get, open, post, RawAnswer } from "./route.ts";
import { mediaTypeIn, sizeCodeOf, takeUpload } from "./upload.ts";

const upload = (call: Call): object => {
  const type = mediaTypeIn(call);
  const file = takeUpload(call, TEMPORARY_MEDIA[type], sizeCodeOf(type));
  const media = call.core.media.put({ account: call.account.id, type, ...file });
  const created_at = Math.floor(media.createdAtMs / 1000);
  const id = type === "thumb" ? "thumb_media_id" : "media_id";
  return { type, [id]: media.mediaId, created_at };
};

/** The bytes as a download. */
export const asFile = ({ contentType, name, bytes }: Media): RawAnswer =>
  new RawAnswer(
    200,
    {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${encodeURIComponent(name)}"`,
      "content-length": String(bytes.length),
    },
    bytes,
  );

const download = ({ core, account, query }: Call): object => {
  const mediaId = query.get("media_id") ?? "";
  if (mediaId === "") return refuse(41006);
  const media = core.media.get(account.id, mediaId) ?? refuse(40007);
  return media.type === "video"
    ? { video_url: `${core.publicUrl()}/mmbiz/${mediaId}/0` }
    : asFile(media);
};

const uploadPicture = (call: Call): object => {
  const { core, account } = call;
  const file = takeUpload(call, ARTICLE_PICTURE, 40009);
  const { mediaId } = core.media.put({
    account: account.id,
    type: "article-picture",
    permanent: true,
    ...file,
  });
  return { url: `${core.publicUrl()}/mmbiz/${mediaId}/0` };
};

/** What a video for a mass send is made of. */
const uploadVideo = ({ core, account, body }: Call): object => {
  const video = core.media.get(account.id, textIn(body, "media_id")) ?? refuse(40007);
  if (video.type !== "video") return refuse(40007);
  const { mediaId, createdAtMs } = core.media.put({
    ...video,
    title: textIn(body, "title"),
    description: textIn(body, "description"),
  });
  return { type: "video", media_id: mediaId, created_at: Math.floor(createdAtMs / 1000) };
};

const openLink = ({ core, path }: OpenCall): RawAnswer => {
  const media = core.media.anyones(path.split("/")[2] ?? "");
  if (media === undefined) return new RawAnswer(404, { "content-type": "text/plain" }, "not found");
  const { contentType, bytes } = media;
  return new RawAnswer(
    200,
    { "content-type": contentType, "cache-control": "max-age=3600" },
    bytes,
  );
};

/** Temporary media and pictures of articles (contract §4.7). */
export const mediaGroup: ApiGroup = {
  name: "media",
  routes: [
    post("/cgi-bin/media/upload", { right: "media", quota: "media-upload", takes: "form" }, upload),
    get("/cgi-bin/media/get", { right: "media", quota: "media-get" }, download),
    get("/cgi-bin/media/get/jssdk", { right: "media", quota: "media-get" }, download),
    post("/cgi-bin/media/uploadimg", { right: "media", takes: "form" }, uploadPicture),
    post("/cgi-bin/media/uploadvideo", { right: "mass-send" }, uploadVideo),
    open("GET", "/mmbiz/*", openLink),
  ],
  reads: { media: (core, account) => core.media.all(account.id) },
};
