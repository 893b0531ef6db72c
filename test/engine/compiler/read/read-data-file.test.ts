import { describe, expect, test } from "vitest";
import type { Schema } from "../../../../engine/compiler/read/schema-leaves.ts";
import { DATA_FILES } from "../../../../engine/definitions/file-schema-account.ts";
import { readDataFile } from "../../../../engine/index.ts";

const read = (name: string, text: string) =>
  readDataFile({ file: `coffee/${name}`, text, schema: DATA_FILES[name] as unknown as Schema });

describe("a data file", () => {
  test("is read as language.md writes it", () => {
    const { value, diagnostics } = read(
      "account.yaml",
      'id: coffee   # id\nname: 拾光咖啡\nkind: service\nverified: true\nvars: { phone: 021-5550000 }\ntags: VIP\nhooks: { crm: { url: "https://crm.example/in", secret: env:CRM_SECRET } }\ntexts: { cancel: [取消, 退出] }\n',
    );
    expect(diagnostics).toEqual([]);
    expect(value).toEqual({
      id: "coffee",
      name: "拾光咖啡",
      kind: "service",
      verified: true,
      vars: { phone: "021-5550000" },
      tags: ["VIP"],
      hooks: { crm: { url: "https://crm.example/in", secret: "env:CRM_SECRET" } },
      texts: { cancel: ["取消", "退出"] },
    });
  });
  test("has numbers where the schema has them, and keeps a telephone number as written", () => {
    const { value } = read(
      "places.yaml",
      "places: { id: west, name: 西店, lat: 31.2304, lng: 121.4737, tel: 0571 }\n",
    );
    expect(value).toEqual({
      places: [{ id: "west", name: "西店", lat: 31.2304, lng: 121.4737, tel: "0571" }],
    });
  });
  test("knows where everything stands, by paths that begin with the file's name", () => {
    const { where } = read(
      "channels.yaml",
      "\uFEFFchannels:\r\n  - { id: a }\r\n  - { id: b, name: x }\r\n",
    );
    expect(where.value(["channels", 1, "name"])).toEqual({
      path: "channels/channels/1/name",
      file: "coffee/channels.yaml",
      line: 3,
      column: 20,
    });
    expect(where.value(["channels", 0])).toMatchObject({ line: 2, column: 5 });
    expect(where.value([])).toMatchObject({ line: 1, column: 1 });
  });
  test.each([
    ["- a\n", "file-not-a-map", 1, 1],
    ["", "file-not-a-map", 1, 1],
    ["id: 'a\n", "quote-not-closed", 1, 5],
    ["id: a\nid: b\n", "duplicate-key", 2, 1],
    [`${"a: 1\n".repeat(60_000)}`, "file-too-large", 1, 1],
    [Array.from({ length: 6_000 }, (_, place) => `k${place}: 1\n`).join(""), "too-many-keys", 1, 1],
    [`a: [${"1,".repeat(25_000)}]`, "too-many-entries", 1, 1],
    ["[".repeat(2_500), "too-deep", 1, 33],
  ])("that cannot be read has no value and one reason", (text, code, line, column) => {
    const { value, diagnostics } = read("account.yaml", text);
    expect(value).toBeNull();
    expect(diagnostics.map((one) => [one.code, one.line, one.column])).toEqual([
      [code, line, column],
    ]);
  });
});
