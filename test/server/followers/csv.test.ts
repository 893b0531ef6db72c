import { expect, it } from "vitest";
import { newFollower } from "../../../engine/index.ts";
import { csvCell, csvFollower, csvHead } from "../../../server/followers/csv.ts";

it.each([
  "=1+1",
  "+8613800138000",
  "-1",
  "@SUM(A1)",
  "\tx",
  "\rx",
  "\0x",
  "＝1",
  "＋1",
  "－1",
  "＠x",
])("a sheet never runs %j", (text) => {
  expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
});

it("quotes what would break a row, and nothing else", () => {
  expect(csvCell("一,二")).toBe('"一,二"');
  expect(csvCell('说"好"')).toBe('"说""好"""');
  expect(csvCell("两\n行")).toBe('"两\n行"');
  expect(csvCell("平常 = 话")).toBe("平常 = 话");
  expect(csvCell('=A1,"x"')).toBe(`"'=A1,""x"""`);
});

it("writes a follower in columns; what is secret stays here", () => {
  const values = { name: "=小美", phone: "13800138000", id_card: "x", seats: 4 };
  const state = { ...newFollower(), tags: ["VIP", "会员"], values, secrets: ["id_card"] };
  const row = csvFollower({ openid: "o1", seenAtMs: 0, state });
  expect(row).toBe(`o1,'=小美,,,,VIP;会员,,,,13800138000,"{""seats"":4}"\r\n`);
  expect(csvHead()).toMatch(/^\uFEFFopenid,name,/);
});
