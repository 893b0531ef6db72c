import { describe, expect, it } from "vitest";
import { ACCOUNT_FILES, compile, marked } from "./compile.ts";

const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const FULL = `id: shop
name: 拾光咖啡
kind: service
verified: true
originalId: gh_1f2e3d4c5b6a
appId: wx0123456789abcdef
appSecret: env:COFFEE_SECRET
token: env:COFFEE_TOKEN
encodingAesKey: ${KEY}
platform: sandbox
mode: compatible
timezone: Asia/Tokyo
language: en
foldTraditional: true
vars: { phone: 021-5550000, seats: 40 }
tags: [VIP, 会员]
holidays: [2026-10-01..2026-10-03, 2026-12-31]
workdays: [2026-09-27]
hosts: [api.coffee.example]
hooks: { crm: { url: "https://crm.example/in", secret: env:CRM_SECRET } }
templates: { order-paid: TPL_ID }
texts: { cancel: 不要了, cancelled: 好。 }
`;

describe("the files of an account folder", () => {
  it("say what rules may know, with ranges written out and defaults filled in", () => {
    const { ruleSet, diagnostics } = compile({
      "account.yaml": FULL,
      "menu.yaml": "",
      "channels.yaml": "",
      "products.yaml":
        "products: [{ id: latte, name: 拿铁, price: 28.50, valid: 90d, stock: 100 }]\n",
      "pictures.yaml": "pictures: [{ id: cover, name: 清明上河图, file: cover.jpg, text: 北宋 }]\n",
    });
    expect(diagnostics).toEqual([]);
    expect(ruleSet?.account).toMatchObject({
      id: "shop",
      timezone: "Asia/Tokyo",
      language: "en",
      vars: { phone: "021-5550000", seats: 40 },
      holidays: ["2026-10-01", "2026-10-02", "2026-10-03", "2026-12-31"],
      hooks: ["crm"],
      texts: { cancel: ["不要了"], cancelled: "好。", failed: "系统繁忙，请稍后再试。" },
      places: [{ id: "west", list: "上海", tel: "" }],
      products: [{ id: "latte", priceFen: 2850, valid: "90d", stock: 100 }],
      pictures: [{ id: "cover", file: "cover.jpg" }],
    });
  });

  it("keep the wire and the secrets out of the rule set", () => {
    const { ruleSet, file } = compile({ "account.yaml": FULL });
    expect(file).toEqual({
      id: "shop",
      originalId: "gh_1f2e3d4c5b6a",
      appId: "wx0123456789abcdef",
      appSecret: "env:COFFEE_SECRET",
      token: "env:COFFEE_TOKEN",
      encodingAesKey: KEY,
      platform: "sandbox",
      mode: "compatible",
      hooks: { crm: { url: "https://crm.example/in", secret: "env:CRM_SECRET" } },
      merchants: [],
    });
    const written = JSON.stringify(ruleSet);
    for (const secret of [KEY, "COFFEE_SECRET", "CRM_SECRET", "gh_1f2e"])
      expect(written).not.toContain(secret);
  });

  const base = "id: shop\nname: 小店\nkind: service\n";
  const merchant = (more: string): string =>
    `${base}merchants: [{ mchid: "1900000001", apiV3Key: env:KEY, privateKey: env:PEM, serial: env:SERIAL, ${more} }]\n`;
  const button = (rest: string): string => `menu: [${rest}]\n`;
  it.each([
    ["account.yaml", "unknown-key", `${base}▸tokn: abc\n`],
    ["account.yaml", "wrong-form", `${base}token: ▸ab\n`],
    ["account.yaml", "wrong-form", `${base}encodingAesKey: ▸short\n`],
    ["account.yaml", "not-one-of", "id: shop\nname: 小店\nkind: ▸servce\n"],
    ["account.yaml", "missing-key", "▸id: shop\nname: 小店\n"],
    ["account.yaml", "no-such-zone", `${base}timezone: ▸Asia/Shanghia\n`],
    ["account.yaml", "no-such-day", `${base}holidays: [2026-10-01, ▸2026-02-30..2026-03-02]\n`],
    ["account.yaml", "range-backwards", `${base}holidays: ▸2026-10-07..2026-10-01\n`],
    ["account.yaml", "name-taken", `${base}vars: { ▸tags: x }\n`],
    ["account.yaml", "name-form", `${base}vars: { ▸my-name: x }\n`],
    ["account.yaml", "half-public-key", merchant("▸publicKeyId: PUB_KEY_ID_01")],
    ["account.yaml", "half-public-key", merchant("▸publicKey: env:PAY_PUBLIC_KEY")],
    ["account.yaml", "account-id-differs", "id: ▸other\nname: 小店\nkind: service\n"],
    ["channels.yaml", "duplicate-id", "channels: [{ id: poster-01 }, { id: ▸poster-01 }]\n"],
    ["channels.yaml", "wrong-form", "channels: [{ id: ▸海报 }]\n"],
    ["places.yaml", "too-big", "places: [{ id: west, name: 西店, lat: ▸131.2, lng: 121.4 }]\n"],
    ["menu.yaml", "text-too-many-bytes", button("{ name: ▸一二三四五六, key: HOURS }")],
    ["menu.yaml", "button-form", button("▸{ name: 空 }")],
    ["menu.yaml", "button-form", button('▸{ name: 两, key: HOURS, url: "https://a.example" }')],
    [
      "menu.yaml",
      "opens-without-key",
      button('{ name: 扫, url: "https://a.example", ▸opens: scan }'),
    ],
    ["menu.yaml", "list-too-long", `menu: ▸[${"{ name: 时间, key: HOURS }, ".repeat(4)}]\n`],
    ["products.yaml", "money-form", "products: [{ id: a, name: 甲, price: ▸1.005 }]\n"],
    ["pictures.yaml", "wrong-form", "pictures: [{ id: a, name: 甲, file: ▸../a.jpg }]\n"],
  ])("%s with %s is refused at its place", (name, code, authored) => {
    const { text, line, column } = marked(authored);
    const { ruleSet, diagnostics } = compile({ [name]: text });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map((one) => [one.code, one.file, one.line, one.column])).toEqual([
      [code, name, line, column],
    ]);
    expect(ruleSet === null).toBe(name === "account.yaml");
  });

  it("never shows a secret in a message", () => {
    const { diagnostics } = compile({ "account.yaml": `${base}token: not_a_token!\n` });
    expect(diagnostics[0]?.code).toBe("wrong-form");
    expect(JSON.stringify(diagnostics)).not.toContain("not_a_token");
  });

  it("give no rule set without account.yaml, but still check the rules", () => {
    const { ruleSet, diagnostics } = compile({
      "account.yaml": "",
      "rules.yaml": "rules:\n  - id: a\n    when: [{ txt: any }]\n    then: [silent]\n",
    });
    expect(ruleSet).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["account-missing", "unknown-trigger"]),
    );
  });

  it("leave a broken entry out alone, and make no second mistake of naming it", () => {
    const { ruleSet, diagnostics } = compile({
      "places.yaml":
        "places: [{ id: west, name: 西店, lat: 31.2, lng: 121.4 }, { id: east, name: 东店, lat: north, lng: 121 }]\n",
      "rules.yaml":
        "rules:\n  - id: a\n    when: [{ location: { within: 1km, of: east } }]\n    then: [silent]\n",
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "wrong-type", file: "places.yaml" },
    ]);
    expect(ruleSet?.account.places.map(({ id }) => id)).toEqual(["west"]);
    expect(ruleSet?.rules).toHaveLength(1);
  });

  it("are read by their names, whatever the folder; all others are rule files in byte order", () => {
    const rule = (id: string): string =>
      `rules:\n  - id: ${id}\n    when: [{ text: { is: ${id} } }]\n    then: [silent]\n`;
    const { texts, ruleSet } = compile({
      "b.yaml": rule("b"),
      "a.yaml": rule("a"),
      "Z.yaml": rule("z"),
      "规.yaml": rule("han"),
      "𠮷.yaml": rule("rare"),
    });
    expect(texts.map(({ id, position }) => [id, position])).toEqual([
      ["z", 0],
      ["a", 1],
      ["b", 2],
      ["han", 3],
      ["rare", 4],
    ]);
    expect(ruleSet?.rules.map(({ id }) => id)).toEqual(["z", "a", "b", "han", "rare"]);
    expect(Object.keys(ACCOUNT_FILES)).not.toContain(texts[0]?.file);
  });
});
