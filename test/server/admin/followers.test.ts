import { expect, test } from "vitest";
import { newFollower } from "../../../engine/index.ts";
import { startCoffee } from "./rig.ts";

const params = { account: "coffee" };
const start = async () => {
  const rig = await startCoffee();
  const meet = async (openid: string, of: Partial<ReturnType<typeof newFollower>>) => {
    await rig.library.followers.save("coffee", openid, { ...newFollower(), ...of });
  };
  await meet("o1", {
    followedAtMs: 1_000,
    tags: ["VIP"],
    values: { name: "小王", remark: "老板" },
  });
  await meet("o2", { followedAtMs: 2_000, values: { name: "=1+1" }, channel: "poster-01" });
  await meet("o3", { values: { name: "小李", pin: "1234" }, secrets: ["pin"] });
  return rig;
};
const openidsOf = ({ followers }: { readonly followers: readonly { readonly openid: string }[] }) =>
  followers.map(({ openid }) => openid);

test("followers are listed page by page, and found by name, remark, tag and state", async () => {
  const { boss } = await start();
  const ask = (query: object) => boss.get("GET /accounts/:account/followers", { params, query });
  const first = await ask({ limit: 2 });
  expect(openidsOf(first)).toEqual(["o2", "o1"]);
  expect(openidsOf(await ask({ limit: 2, before: first.next ?? "" }))).toEqual(["o3"]);
  expect(openidsOf(await ask({ text: "老板" }))).toEqual(["o1"]);
  expect(openidsOf(await ask({ tag: "VIP" }))).toEqual(["o1"]);
  expect(openidsOf(await ask({ state: "left" }))).toEqual(["o3"]);
});

test("secrets are counted and never shown; who is not there is not found", async () => {
  const { boss } = await start();
  const route = "GET /accounts/:account/followers/:follower";
  const detail = await boss.get(route, { params: { ...params, follower: "o3" } });
  expect(detail).toMatchObject({ name: "小李", secrets: 1, values: [] });
  expect(JSON.stringify(detail)).not.toContain("1234");
  expect((await boss.ask(route, { params: { ...params, follower: "o9" } })).status).toBe(404);
});

test("a segment is checked, counted, listed, exported safely, and forgotten", async () => {
  const { boss } = await start();
  const count = (condition: string) =>
    boss.get("POST /accounts/:account/segment-count", { params, body: { condition } });
  const vip = "{ fact: tags, operator: includes, value: VIP }";
  expect(await count(vip)).toEqual({ count: 1, problems: [] });
  const wrong = await count("{ fact: tagz, operator: includes, value: VIP }");
  expect(wrong.count).toBeNull();
  expect(wrong.problems.length).toBeGreaterThan(0);
  const at = { ...params, segment: "s1" };
  const put = (segment: string, body: { name: string; condition: string }) =>
    boss.ask("PUT /accounts/:account/segments/:segment", { params: { ...at, segment }, body });
  expect((await put("s1", { name: "贵宾", condition: "{ fact: tagz }" })).status).toBe(422);
  expect((await put("s1", { name: "贵宾", condition: vip })).status).toBe(200);
  expect((await put("s2", { name: "贵宾", condition: vip })).body.code).toBe("name-taken");
  const query = { segment: "s1" };
  const listed = await boss.get("GET /accounts/:account/followers", { params, query });
  expect(openidsOf(listed)).toEqual(["o1"]);
  const all = await boss.get("GET /accounts/:account/followers-csv", { params });
  expect(all).toMatchObject({ next: null });
  expect(all.text).toContain("'=1+1");
  const some = await boss.get("GET /accounts/:account/followers-csv", { params, query });
  expect(some.text).not.toContain("o2");
  await boss.get("DELETE /accounts/:account/segments/:segment", { params: at });
  expect((await boss.ask("GET /accounts/:account/followers", { params, query })).status).toBe(404);
});

test("one sync at a time; erasing takes everything of one", async () => {
  const { boss, library } = await start();
  const begin = () =>
    boss.ask("POST /accounts/:account/followers-sync", { params, body: { kind: "full" } });
  expect((await begin()).status).toBe(200);
  expect((await begin()).body.code).toBe("sync-running");
  const { sync } = await boss.get("GET /accounts/:account/followers-sync", { params });
  expect(sync).toMatchObject({ kind: "full", phase: "list", why: null });
  const gone = { ...params, follower: "o1" };
  await boss.get("DELETE /accounts/:account/followers/:follower", { params: gone });
  expect(await library.followers.find("coffee", "o1")).toBeNull();
});

test("a refusal of the platform is told with its code and its remedy", async () => {
  const { boss } = await start();
  const refused = await boss.ask("PUT /accounts/:account/followers/:follower/remark", {
    params: { ...params, follower: "o1" },
    body: { remark: "老王" },
  });
  expect([refused.status, refused.body.code]).toEqual([502, "platform-refused"]);
  expect(refused.body.details).toMatchObject({ code: "wechat-unreachable" });
});
