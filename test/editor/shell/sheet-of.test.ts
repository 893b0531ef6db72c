import { expect, test } from "vitest";
import { sheetOf } from "../../../editor/channels/sheet-of.ts";

test("nothing in a sheet is a formula, and commas, quotes and lines stay in their cell", () => {
  expect(
    sheetOf([
      ["=1+1", "a,b", 'say "hi"'],
      [-5, "两\n行"],
    ]),
  ).toBe(`\uFEFF'=1+1,"a,b","say ""hi"""\r\n-5,"两\n行"\r\n`);
});
