import { expect, test } from "vitest";
import { sample, trySandbox } from "../start.ts";

const day = 24 * 3_600_000;

test("a temporary media is kept for three days and given back as it was", async () => {
  const { upload, api, sandbox, tick } = await trySandbox();
  const sent = await upload("/cgi-bin/media/upload?type=image", sample.png);
  expect(sent).toMatchObject({ type: "image", created_at: 1_795_399_200 });
  expect(sent.media_id).toMatch(/^[\w-]{64}$/);
  const token = sandbox.core.tokens.latest({ id: "shop" } as never, "token")?.token;
  const got = await fetch(
    `${sandbox.url}/cgi-bin/media/get?access_token=${token}&media_id=${sent.media_id}`,
  );
  expect(Buffer.from(await got.arrayBuffer())).toEqual(sample.png.bytes);
  expect(got.headers.get("content-disposition")).toContain("a.png");
  tick(3 * day);
  expect((await api(`/cgi-bin/media/get?media_id=${sent.media_id}`)).errcode).toBe(40007);
  expect((await api("/cgi-bin/media/get")).errcode).toBe(41006);
});

test("a video is given as a link, a thumb under its own name", async () => {
  const { upload, api } = await trySandbox();
  const { media_id } = await upload("/cgi-bin/media/upload?type=video", sample.mp4);
  const { video_url } = await api(`/cgi-bin/media/get?media_id=${media_id}`);
  expect(Buffer.from(await (await fetch(video_url)).arrayBuffer())).toEqual(sample.mp4.bytes);
  expect(await upload("/cgi-bin/media/upload?type=thumb", sample.jpg)).toHaveProperty(
    "thumb_media_id",
  );
});

const large = (bytes: number, head = sample.png) => ({
  ...head,
  bytes: Buffer.concat([head.bytes, Buffer.alloc(bytes)]),
});
const megabyte = 1024 * 1024;

test.each([
  ["an unknown type", "dance", sample.png, 40004],
  ["a type that is not its own", "voice", sample.png, 40005],
  ["no picture at all", "image", { ...sample.png, bytes: Buffer.from("text") }, 40005],
  ["an empty file", "image", { ...sample.png, bytes: Buffer.alloc(0) }, 44001],
  ["a large picture", "image", large(10 * megabyte), 40009],
  ["a large voice", "voice", large(2 * megabyte, sample.amr as never), 40010],
  ["a large video", "video", large(10 * megabyte, sample.mp4 as never), 40011],
  ["a large thumb", "thumb", large(64 * 1024, sample.jpg as never), 40012],
  [
    "a voice of more than a minute",
    "voice",
    {
      ...sample.amr,
      bytes: Buffer.concat([sample.amr.bytes.subarray(0, 6), Buffer.alloc(32 * 3001, 0x3c)]),
    },
    45007,
  ],
])("an upload of %s is refused", async (_, type, file, code) => {
  const { upload } = await trySandbox();
  expect((await upload(`/cgi-bin/media/upload?type=${type}`, file)).errcode).toBe(code);
});

test("a form without a file, and a body too large for any, are refused", async () => {
  const { api } = await trySandbox();
  expect((await api("/cgi-bin/media/upload?type=image", {})).errcode).toBe(41005);
  expect((await api("/cgi-bin/media/upload?type=image", "x".repeat(13 * megabyte))).errcode).toBe(
    45001,
  );
});

test("permanent material is counted, listed, read and deleted, unless a menu uses it", async () => {
  const { upload, api, tick } = await trySandbox();
  const { media_id, url } = await upload("/cgi-bin/material/add_material?type=image", sample.png);
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(sample.png.bytes);
  const film = await upload("/cgi-bin/material/add_material?type=video", sample.mp4, {
    description: '{"title":"片","introduction":"短"}',
  });
  expect(await api("/cgi-bin/material/get_material", { media_id: film.media_id })).toMatchObject({
    title: "片",
    description: "短",
  });
  tick(10 * day);
  expect(await api("/cgi-bin/material/get_materialcount")).toEqual({
    voice_count: 0,
    video_count: 1,
    image_count: 1,
    news_count: 0,
  });
  expect(
    await api("/cgi-bin/material/batchget_material", { type: "image", offset: 0, count: 20 }),
  ).toMatchObject({ total_count: 1, item: [{ media_id, name: "a.png" }] });
  expect(
    (await api("/cgi-bin/material/batchget_material", { type: "image", offset: 0, count: 21 }))
      .errcode,
  ).toBe(40035);
  await api("/cgi-bin/menu/create", { button: [{ type: "media_id", name: "图", media_id }] });
  expect((await api("/cgi-bin/material/del_material", { media_id })).errcode).toBe(48005);
  await api("/cgi-bin/menu/delete");
  expect((await api("/cgi-bin/material/del_material", { media_id })).errcode).toBe(0);
  expect((await api("/cgi-bin/material/get_material", { media_id })).errcode).toBe(40007);
});

test("a picture of an article is a link, and not in the library", async () => {
  const { upload, api } = await trySandbox();
  const { url } = await upload("/cgi-bin/media/uploadimg", sample.jpg);
  expect((await fetch(url)).headers.get("content-type")).toBe("image/jpeg");
  expect((await api("/cgi-bin/material/get_materialcount")).image_count).toBe(0);
});

test("what a follower sends can be fetched by its media id and its link", async () => {
  const { sandbox, api } = await trySandbox();
  const data = sample.png.bytes.toString("base64");
  await sandbox.core.pusher.push({
    account: "shop",
    from: "小明",
    message: { kind: "image", data },
  });
  const [entry] = sandbox.core.conversation.between("shop", 0, Number.MAX_SAFE_INTEGER);
  if (entry?.shown.kind !== "did") throw new Error("nothing was done");
  const { MediaId, PicUrl } = entry.shown.fields as { MediaId: string; PicUrl: string };
  expect(Buffer.from(await (await fetch(PicUrl)).arrayBuffer())).toEqual(sample.png.bytes);
  await expect(api(`/cgi-bin/media/get?media_id=${MediaId}`)).rejects.toThrow(SyntaxError);
});
