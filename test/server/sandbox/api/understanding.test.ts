import { expect, test } from "vitest";
import { carry } from "../../../../server/sandbox/carried.ts";
import { sample, shop, trySandbox } from "../start.ts";

const day = 24 * 3_600_000;

test("a voice is understood as what it carries, for ten seconds", async () => {
  const { upload, api, tick } = await trySandbox();
  const voice = {
    bytes: carry(Buffer.from("ID3"), "明天的天气"),
    name: "v.mp3",
    type: "audio/mp3",
  };
  expect(
    (
      await upload(
        "/cgi-bin/media/voice/addvoicetorecofortext?format=mp3&voice_id=v1&lang=zh_CN",
        voice,
      )
    ).errcode,
  ).toBe(0);
  const query = "/cgi-bin/media/voice/queryrecoresultfortext?voice_id=v1&lang=zh_CN";
  expect((await api(query, {})).result).toBe("明天的天气");
  tick(11_000);
  expect((await api(query, {})).errcode).toBe(40035);
  expect(
    (await upload("/cgi-bin/media/voice/addvoicetorecofortext?format=amr&voice_id=v1", voice))
      .errcode,
  ).toBe(40035);
  const large = { ...voice, bytes: Buffer.alloc(1024 * 1024 + 1) };
  expect(
    (await upload("/cgi-bin/media/voice/addvoicetorecofortext?format=mp3&voice_id=v1", large))
      .errcode,
  ).toBe(40010);
});

test("a sentence is translated when it is a common one", async () => {
  const { api } = await trySandbox();
  const path = "/cgi-bin/media/voice/translatecontent?lfrom=zh_CN&lto=en_US";
  expect(await api(path, "你好")).toEqual({ from_content: "你好", to_content: "Hello" });
  expect((await api(path, "拿铁")).to_content).toBe("[en_US] 拿铁");
  expect((await api(path, "长".repeat(201))).errcode).toBe(45002);
});

test("a sentence is given a category, places and a day", async () => {
  const { api } = await trySandbox();
  const ask = {
    query: "查一下明天从北京到上海的机票",
    category: "flight,hotel",
    city: "北京",
    appid: shop.appId,
    uid: "o1",
  };
  expect(await api("/semantic/semproxy/search", ask)).toMatchObject({
    errcode: 0,
    type: "flight",
    semantic: {
      details: {
        start_loc: { city: "北京市" },
        end_loc: { city: "上海市" },
        datetime: { date: "2026-11-24" },
      },
    },
  });
  expect((await api("/semantic/semproxy/search", { ...ask, query: "嗯" })).errcode).toBe(7_000_001);
  expect((await api("/semantic/semproxy/search", { ...ask, appid: "wx0" })).errcode).toBe(40013);
});

test("a document is read as what its picture carries, from a form or a link", async () => {
  const { upload, api, sandbox, control } = await trySandbox();
  const picture = {
    ...sample.png,
    bytes: carry(sample.png.bytes, '{"number":"6222020000000000"}'),
    field: "img",
  };
  expect(await upload("/cv/ocr/bankcard", picture)).toMatchObject({
    errcode: 0,
    number: "6222020000000000",
  });
  expect((await upload("/cv/ocr/bankcard", { ...sample.png, field: "img" })).errcode).toBe(101000);
  await sandbox.core.pusher.push({
    account: "shop",
    from: "小明",
    message: { kind: "image", reads: '{"name":"张三"}' },
  });
  const { entries } = await control("/conversation?account=shop&from=小明");
  const link = encodeURIComponent(entries[0].shown.fields.PicUrl);
  expect(await api(`/cv/ocr/idcard?img_url=${link}`, {})).toMatchObject({
    name: "张三",
    type: "Front",
  });
  expect((await api("/cv/ocr/idcard?img_url=http://127.0.0.1:1/x", {})).errcode).toBe(101000);
});

const gif = (w: number, h: number): Buffer => {
  const bytes = Buffer.alloc(16);
  bytes.write("GIF89a", "latin1");
  bytes.writeUInt16LE(w, 6);
  bytes.writeUInt16LE(h, 8);
  return bytes;
};
const pictureOf = (bytes: Buffer) => ({ bytes, name: "a.gif", type: "image/gif", field: "img" });

test("codes in a picture are what it carries, and its crops are as large as it lets them", async () => {
  const { upload } = await trySandbox();
  const coded = pictureOf(carry(gif(400, 200), "https://a.example/1\nB"));
  expect(await upload("/cv/img/qrcode", coded)).toMatchObject({
    code_results: [{ type_name: "QR_CODE", data: "https://a.example/1" }, { data: "B" }],
    img_size: { w: 400, h: 200 },
  });
  expect(await upload("/cv/img/qrcode", pictureOf(gif(400, 200)))).toMatchObject({
    code_results: [],
  });
  expect((await upload("/cv/img/aicrop?ratios=1,4", coded)).results).toEqual([
    { crop_left: 100, crop_top: 0, crop_right: 300, crop_bottom: 200 },
    { crop_left: 0, crop_top: 50, crop_right: 400, crop_bottom: 150 },
  ]);
  expect((await upload("/cv/img/aicrop?ratios=x", coded)).errcode).toBe(40035);
});

test("a larger picture is a medium, and what is no picture is refused; both are counted", async () => {
  const { upload, control, sandbox } = await trySandbox();
  const { media_id } = await upload("/cv/img/superresolution", pictureOf(gif(2, 2)));
  expect(sandbox.core.media.get("shop", media_id)?.bytes.length).toBe(16);
  const text = pictureOf(Buffer.from("no picture at all"));
  expect((await upload("/cv/img/superresolution", text)).errcode).toBe(101000);
  await control("/quota", { account: "shop", name: "cv-superresolution", perDay: 2 });
  expect((await upload("/cv/img/superresolution", text)).errcode).toBe(45009);
});

test("the control API shows what was handed in to be heard", async () => {
  const { upload, control } = await trySandbox();
  const voice = { bytes: carry(Buffer.from("ID3"), "你好"), name: "v.mp3", type: "audio/mp3" };
  await upload("/cgi-bin/media/voice/addvoicetorecofortext?format=mp3&voice_id=v1", voice);
  expect(await control("/state?account=shop&what=speech")).toMatchObject([
    { voiceId: "v1", result: "你好" },
  ]);
});

test("analysis counts what happened here, by days in Beijing", async () => {
  const { api, control, sandbox, tick } = await trySandbox();
  await control("/follow", { account: "shop", from: "甲" });
  await control("/scan", { account: "shop", from: "乙", channel: "a" });
  await control("/unfollow", { account: "shop", from: "甲" });
  for (let time = 0; time < 6; time++)
    await sandbox.core.pusher.push({
      account: "shop",
      from: "乙",
      message: { kind: "text", text: "x" },
    });
  await sandbox.core.pusher.push({ account: "shop", from: "丙", message: { kind: "image" } });
  tick(day);
  const span = { begin_date: "2026-11-23", end_date: "2026-11-23" };
  const read = async (name: string) => (await api(`/datacube/${name}`, span)).list;
  expect(await read("getusersummary")).toContainEqual({
    ref_date: "2026-11-23",
    user_source: 30,
    new_user: 1,
    cancel_user: expect.any(Number),
  });
  expect(await read("getusercumulate")).toEqual([
    { ref_date: "2026-11-23", user_source: 0, cumulate_user: 2 },
  ]);
  expect(await read("getupstreammsg")).toEqual([
    { ref_date: "2026-11-23", msg_type: 1, msg_user: 1, msg_count: 6 },
    { ref_date: "2026-11-23", msg_type: 2, msg_user: 1, msg_count: 1 },
  ]);
  expect(await read("getupstreammsghour")).toContainEqual(
    expect.objectContaining({ ref_hour: 1000, msg_type: 1 }),
  );
  expect(await read("getupstreammsgdist")).toEqual([
    { ref_date: "2026-11-23", count_interval: 1, msg_user: 1 },
    { ref_date: "2026-11-23", count_interval: 2, msg_user: 1 },
  ]);
  expect(await read("getinterfacesummary")).toMatchObject([{ callback_count: 10, fail_count: 0 }]);
  const code = async (begin_date: string, end_date: string): Promise<number> =>
    (await api("/datacube/getusersummary", { begin_date, end_date })).errcode;
  expect(await code("x", "y")).toBe(61500);
  expect([
    await code("2026-11-24", "2026-11-24"),
    await code("2026-11-23", "2026-11-22"),
    await code("2026-11-01", "2026-11-08"),
  ]).toEqual([61501, 61501, 61501]);
});
