import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorTexts } from "../../../server/sandbox/api/errors.ts";
import { sample, trySandbox } from "./start.ts";

const folder = new URL("../../../server/sandbox/", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith("errors.ts"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));
/** Codes that some path of the API answers by itself. */
const refused = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/refuse\(([^)]*)\)/g)].flatMap(([, inside = ""]) =>
      (inside.match(/\b\d{5,6}\b/g) ?? []).map(Number),
    ),
  ),
);

test("every code that is answered has the platform's text", () => {
  expect(refused.size).toBeGreaterThan(90);
  expect([...refused].filter((code) => errorTexts[code] === undefined)).toEqual([]);
});

test("every code that is answered is produced by a test", () => {
  const here = new URL("./", import.meta.url);
  const written = readdirSync(here, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, here), "utf8").replaceAll(/(?<=\d)_(?=\d)/g, ""))
    .join("\n");
  const met = new Set((written.match(/\b\d{5,7}\b/g) ?? []).map(Number));
  expect([...refused].filter((code) => !met.has(code))).toEqual([]);
});

test("every other code of the contract can be ordered, so that a client meets it", async () => {
  const { api, control } = await trySandbox();
  for (const [code, text] of Object.entries(errorTexts)) {
    await control("/faults", { path: "/cgi-bin/menu/get", errcode: Number(code), times: 1 });
    const answer = await api("/cgi-bin/menu/get");
    expect(answer.errcode).toBe(Number(code));
    expect(answer.errmsg.startsWith(`${text} rid: `)).toBe(true);
  }
});

test("full stores say that they are full", async () => {
  const { api, upload, sandbox } = await trySandbox();
  const { database } = sandbox.core;
  database.together(() => {
    for (let place = 1; place <= 100_000; place++)
      database.run(
        "INSERT INTO qr_codes (ticket, account, scene, isText, url, createdAtMs) VALUES (?, 'shop', ?, 0, '', 0)",
        `t${place}`,
        `s${place}`,
      );
    for (let place = 1; place <= 1000; place++)
      database.run(
        "INSERT INTO media (mediaId, account, type, name, contentType, createdAtMs, title, description, bytes) VALUES (?, 'shop', 'voice', '', '', 0, '', '', '')",
        `m${place}`,
      );
    for (let place = 1; place <= 100; place++)
      sandbox.core.desk.putAgent({
        account: "shop",
        name: `kf${place}@a`,
        nickname: "x",
        wechat: "",
        invited: "",
        invitedAtMs: 0,
        online: 0,
        picture: "",
        number: place,
      });
  });
  const code = { action_name: "QR_LIMIT_SCENE", action_info: { scene: { scene_id: 1 } } };
  expect((await api("/cgi-bin/qrcode/create", code)).errcode).toBe(45029);
  expect((await upload("/cgi-bin/material/add_material?type=voice", sample.amr)).errcode).toBe(
    45034,
  );
  expect(
    (await api("/customservice/kfaccount/add", { kf_account: "kf101@a", nickname: "x" })).errcode,
  ).toBe(65405);
});

test("a few codes that stand alone", async () => {
  const { get, api, control } = await trySandbox();
  expect((await get("/cgi-bin/menu/get")).errcode).toBe(41001);
  expect((await api("/cgi-bin/freepublish/getarticle", { article_id: "x" })).errcode).toBe(53600);
  await control("/agents", { account: "shop", agent: "kf1@a" });
  expect(
    (await api("/customservice/kfaccount/inviteworker", { kf_account: "kf1@a", invite_wx: "" }))
      .errcode,
  ).toBe(65409);
  const { priTmplId } = await api("/wxaapi/newtmpl/addtemplate", { tid: "99", kidList: [1] });
  await control("/followers", { account: "shop", followers: [{ name: "小明" }] });
  const { openid } = await control("/conversation?account=shop&from=小明");
  const notice = {
    touser: openid,
    template_id: priTmplId,
    miniprogram: { appid: "wx1" },
    data: { thing1: { value: "x" } },
  };
  expect((await api("/cgi-bin/message/subscribe/bizsend", notice)).errcode).toBe(41030);
});
