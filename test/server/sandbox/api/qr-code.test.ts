import { inflateSync } from "node:zlib";
import jsqr from "jsqr";
import { expect, test } from "vitest";
import { listen, shop, trySandbox } from "../start.ts";

const temporary = (scene: object, seconds?: number) => ({
  ...(seconds === undefined ? {} : { expire_seconds: seconds }),
  action_name: "scene_str" in scene ? "QR_STR_SCENE" : "QR_SCENE",
  action_info: { scene },
});
const permanent = (scene: object) => ({
  ...temporary(scene),
  action_name: "scene_str" in scene ? "QR_LIMIT_STR_SCENE" : "QR_LIMIT_SCENE",
});

const findQr = jsqr as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { readonly data: string } | null;

/** Reads the grey PNG that the sandbox writes and looks for a code in it. */
const readQr = (png: Buffer): string | undefined => {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const data = png.indexOf("IDAT");
  const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels.fill(rows[y * (width + 1) + 1 + x] ?? 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  return findQr(pixels, width, height)?.data;
};

test("the picture of a code can be scanned and says the code's address", async () => {
  const { api, sandbox } = await trySandbox();
  const { ticket, url, expire_seconds } = await api(
    "/cgi-bin/qrcode/create",
    temporary({ scene_str: "poster-01" }, 3600),
  );
  expect([ticket.slice(0, 2), expire_seconds]).toEqual(["gQ", 3600]);
  const picture = await fetch(
    `${sandbox.url}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`,
  );
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(readQr(Buffer.from(await picture.arrayBuffer()))).toBe(url);
  expect((await fetch(`${sandbox.url}/cgi-bin/showqrcode?ticket=x`)).status).toBe(404);
});

test("a permanent code of the same scene is the same code, without an end", async () => {
  const { api } = await trySandbox();
  const first = await api("/cgi-bin/qrcode/create", permanent({ scene_id: 7 }));
  expect(first).not.toHaveProperty("expire_seconds");
  expect(await api("/cgi-bin/qrcode/create", permanent({ scene_id: 7 }))).toEqual(first);
  expect(await api("/cgi-bin/qrcode/create", temporary({ scene_id: 7 }))).toMatchObject({
    expire_seconds: 60,
  });
});

test.each([
  ["no scene", temporary({})],
  ["a scene of 0", temporary({ scene_id: 0 })],
  ["a scene over 32 bits", temporary({ scene_id: 2 ** 32 })],
  ["a permanent scene over 100,000", permanent({ scene_id: 100_001 })],
  ["a scene of 65 characters", temporary({ scene_str: "x".repeat(65) })],
  ["more than thirty days", temporary({ scene_id: 1 }, 2_592_001)],
  ["an unknown action", { action_name: "DANCE" }],
])("a code with %s is refused", async (_, body) => {
  const { api } = await trySandbox();
  expect((await api("/cgi-bin/qrcode/create", body)).errcode).toBe(40035);
});

test("a scan is a follow with the scene for those who do not follow, and SCAN for those who do", async () => {
  const bot = await listen(() => "success");
  const { api, control, sandbox, tick } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const { ticket } = await api("/cgi-bin/qrcode/create", temporary({ scene_str: "poster-01" }, 60));
  const scan = () => control("/scan", { account: "shop", from: "新人", ticket });
  await scan();
  await scan();
  expect(bot.received[0]?.body).toContain("<EventKey><![CDATA[qrscene_poster-01]]></EventKey>");
  expect(bot.received[0]?.body).toContain(`<Ticket><![CDATA[${ticket}]]></Ticket>`);
  expect(bot.received[1]?.body).toContain(
    "<Event><![CDATA[SCAN]]></Event><EventKey><![CDATA[poster-01]]></EventKey>",
  );
  const { openid } = sandbox.core.followers.meet("shop", "新人");
  expect(await api(`/cgi-bin/user/info?openid=${openid}`)).toMatchObject({
    subscribe_scene: "ADD_SCENE_QR_CODE",
    qr_scene_str: "poster-01",
  });
  tick(60_000);
  expect(await scan()).toEqual({ expired: true });
});

test("a long text hides behind a short key until it expires", async () => {
  const { api, tick } = await trySandbox();
  const { short_key } = await api("/cgi-bin/shorten/gen", {
    long_data: "很长",
    expire_seconds: 60,
  });
  expect(short_key).toHaveLength(15);
  expect(await api("/cgi-bin/shorten/fetch", { short_key })).toMatchObject({
    long_data: "很长",
    expire_seconds: 60,
  });
  tick(60_000);
  expect((await api("/cgi-bin/shorten/fetch", { short_key })).errcode).toBe(40035);
});
