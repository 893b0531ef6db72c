import { expect, test } from "vitest";
import { pageEvent } from "../../../server/pages/page.ts";

test("what is done on a page happens at the time by which its account lives", () => {
  const nowMs = (account?: string): number => (account === "shop" ? 2_000 : 1_000);
  const visit = { account: { id: "shop" }, openid: "o1" };
  const event = pageEvent(
    visit,
    { name: "signed-in", fields: { nickname: "小明" } },
    { newId: () => "n1", nowMs },
  );
  expect(event).toMatchObject({ account: "shop", follower: "o1", sentAtMs: 2_000 });
});
