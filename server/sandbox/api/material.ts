import { MATERIAL_COUNT, PERMANENT_MEDIA } from "../../../engine/limits.ts";
import type { Body } from "../json.ts";
import { isBody, numberIn, textIn } from "../json.ts";
import type { MediaRecord } from "../state/media.ts";
import { refuse } from "./errors.ts";
import { asFile } from "./media.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";
import { mediaTypeIn, sizeCodeOf, takeUpload } from "./upload.ts";

const right = { right: "media" } as const;
const pageSize = 20;

const descriptionIn = ({ form }: Call): Body => {
  const text = form.get("description")?.bytes.toString("utf8") ?? "{}";
  try {
    const value: unknown = JSON.parse(text);
    return isBody(value) ? value : {};
  } catch {
    return refuse(47001);
  }
};

const add = (call: Call): object => {
  const { core, account } = call;
  const type = mediaTypeIn(call);
  const file = takeUpload(call, PERMANENT_MEDIA[type], sizeCodeOf(type));
  const cap = type === "thumb" ? MATERIAL_COUNT.image : MATERIAL_COUNT[type];
  if (core.media.countPermanent(account.id, type) >= cap) refuse(45034);
  const about = type === "video" ? descriptionIn(call) : {};
  if (type === "video" && textIn(about, "title") === "") refuse(40035);
  const { mediaId } = core.media.put({
    account: account.id,
    type,
    permanent: true,
    title: textIn(about, "title"),
    description: textIn(about, "introduction"),
    ...file,
  });
  const url = `${core.publicUrl()}/mmbiz/${mediaId}/0`;
  return type === "image" || type === "thumb" ? { media_id: mediaId, url } : { media_id: mediaId };
};

const needMaterial = ({ core, account, body }: Call): MediaRecord => {
  const media = core.media.record(account.id, textIn(body, "media_id"));
  return media === undefined || media.expiresAtMs !== null ? refuse(40007) : media;
};

const read = (call: Call): object => {
  const { mediaId, type, title, description } = needMaterial(call);
  if (type === "video") {
    const down_url = `${call.core.publicUrl()}/mmbiz/${mediaId}/0`;
    return { title, description, down_url };
  }
  return asFile(call.core.media.get(call.account.id, mediaId) ?? refuse(40007));
};

const remove = (call: Call): object => {
  const { core, account } = call;
  const { mediaId } = needMaterial(call);
  if (core.menus.uses(account.id, mediaId)) refuse(48005);
  core.media.remove(account.id, mediaId);
  return ok;
};

const count = ({ core, account }: Call): object => {
  const of = (type: string): number => core.media.countPermanent(account.id, type);
  const drafts = core.database.get<{ n: number }>(
    "SELECT count(*) AS n FROM drafts WHERE account = ?",
    account.id,
  );
  return {
    voice_count: of("voice"),
    video_count: of("video"),
    image_count: of("image"),
    news_count: drafts?.n ?? 0,
  };
};

const list = ({ core, account, body }: Call): object => {
  const type = textIn(body, "type");
  if (!Object.hasOwn(MATERIAL_COUNT, type)) return refuse(40004);
  const wanted = numberIn(body, "count") ?? 0;
  if (wanted < 1 || wanted > pageSize) return refuse(40035);
  const records = core.media.permanent(account.id, type, numberIn(body, "offset") ?? 0, wanted);
  const item = records.map(({ mediaId, name, createdAtMs }) => ({
    media_id: mediaId,
    name,
    update_time: Math.floor(createdAtMs / 1000),
    url: `${core.publicUrl()}/mmbiz/${mediaId}/0`,
  }));
  return {
    total_count: core.media.countPermanent(account.id, type),
    item_count: item.length,
    item,
  };
};

/** Permanent material (contract §4.7). Articles are drafts. */
export const materialGroup: ApiGroup = {
  name: "material",
  routes: [
    post("/cgi-bin/material/add_material", { ...right, takes: "form" }, add),
    post("/cgi-bin/material/get_material", right, read),
    post("/cgi-bin/material/del_material", right, remove),
    get("/cgi-bin/material/get_materialcount", right, count),
    post("/cgi-bin/material/batchget_material", right, list),
  ],
};
