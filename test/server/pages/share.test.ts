import { describe, expect, test } from "vitest";
import type { SharedPage } from "../../../engine/index.ts";
import { signJsSdk } from "../../../server/wechat/api/js-sdk.ts";
import type { Rig } from "./rig.ts";
import { Browser, openRig, send, tokenIn, walk } from "./rig.ts";

const spring: SharedPage = {
  id: "spring",
  title: '推荐<好友> & "有礼"',
  description: "一起来",
  text: "第一段\n第二段<script>",
  picture: "https://cdn.example/a.png",
  source: "来自 小店",
};
const account = { pages: [spring] };
const attribute = (text: string, name: string): string =>
  (new RegExp(`data-${name}="([^"]*)"`).exec(text)?.[1] ?? "").replaceAll("&amp;", "&");
/** Opens the page as that person; what they may pass on. */
const openAs = async (rig: Rig, name: string, query = "") => {
  const { browser, openid } = await rig.phoneOf(name);
  const seen = await walk(browser, `${rig.url}/p/shop/spring${query}`);
  const link = attribute(seen.text, "link");
  return { browser, openid, seen, link, query: new URL(link).search };
};
const told = async (rig: Rig) =>
  (await rig.happened()).map((event) =>
    event.kind === "event" ? [event.name, event.follower, event.fields] : [],
  );

describe("a page that is passed on", () => {
  test("shows title, picture, text and where it comes from, as text", async () => {
    const rig = await openRig({ account });
    const { seen } = await openAs(rig, "小明");
    expect(seen.text).toContain("<h1>推荐&lt;好友&gt; &amp; &quot;有礼&quot;</h1>");
    expect(seen.text).toContain("第二段&lt;script&gt;");
    expect(seen.text).toContain('<p class="tail">来自 小店</p>');
    expect(seen.text).toContain('src="https://cdn.example/a.png"');
    expect(attribute(seen.text, "desc")).toBe("一起来");
  });

  test("counts for whom it was opened through, once for each who opens, and not for themselves", async () => {
    const rig = await openRig({ account });
    const mine = await openAs(rig, "小明");
    expect(mine.query).toMatch(/^\?by=[A-Za-z0-9_-]{22}$/);
    expect(mine.link).not.toContain(mine.openid);
    await openAs(rig, "小明", mine.query);
    await openAs(rig, "小红", mine.query);
    await openAs(rig, "小红", mine.query);
    const third = await openAs(rig, "小刚", mine.query);
    expect(await told(rig)).toEqual([
      ["share-opened", mine.openid, { page: "spring", channel: "", opens: 1 }],
      ["share-opened", mine.openid, { page: "spring", channel: "", opens: 2 }],
    ]);
    expect(third.query).not.toBe(mine.query);
    expect(await rig.library.shares.best("shop", "spring", 10)).toMatchObject([
      { openid: mine.openid, opens: 2 },
      { opens: 0 },
      { opens: 0 },
    ]);
  });

  test("passing on is told to the rules, with where to and how often", async () => {
    const rig = await openRig({ account });
    const { browser, seen, openid } = await openAs(rig, "小明");
    const url = `${rig.url}/p/shop/spring`;
    const token = tokenIn({ text: seen.text }) || attribute(seen.text, "token");
    expect((await send(browser, url, { token, step: "shared", to: "friend" })).status).toBe(200);
    await send(browser, url, { token, step: "shared", to: "moments" });
    expect((await send(browser, url, { token, step: "shared", to: "all" })).status).toBe(422);
    expect((await send(browser, url, { step: "shared", to: "friend" })).status).toBe(403);
    expect(await told(rig)).toEqual([
      ["shared", openid, { page: "spring", to: "friend", channel: "", shares: 1 }],
      ["shared", openid, { page: "spring", to: "moments", channel: "", shares: 2 }],
    ]);
  });

  test("a browser that tells of sharing without end is not believed", async () => {
    const rig = await openRig({ account });
    const { browser, seen } = await openAs(rig, "小明");
    const token = attribute(seen.text, "token");
    const tell = () => send(browser, `${rig.url}/p/shop/spring`, { token, to: "friend" });
    const statuses = [];
    for (let at = 0; at < 22; at += 1) statuses.push((await tell()).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect(await rig.happened()).toHaveLength(20);
  });

  test("is counted by the channel that its sharers came from, also through those they brought", async () => {
    const rig = await openRig({ account });
    const { openid } = await rig.phoneOf("小明");
    const { newFollower } = await import("../../../engine/index.ts");
    const follower = { ...newFollower(), channel: "poster-01" };
    await rig.library.followers.save("shop", openid, follower);
    const mine = await openAs(rig, "小明");
    const next = await openAs(rig, "小红", mine.query);
    await openAs(rig, "小刚", next.query);
    await openAs(rig, "独自");
    expect(await rig.library.shares.byChannel("shop", "spring")).toEqual([
      { channel: "poster-01", sharers: 3, shares: 0, opens: 2 },
      { channel: "", sharers: 1, shares: 0, opens: 0 },
    ]);
  });

  test("an account that may not sign people in shows it to anybody, and tells browsers apart", async () => {
    const rig = await openRig({ account: { ...account, kind: "subscription" } });
    const sharer = rig.mark("share", "shop", "spring", "oSharer");
    await rig.library.shares.add("shop", {
      ...{ code: sharer, page: "spring", openid: "oSharer", channel: "" },
    });
    const url = `${rig.url}/p/shop/spring?by=${sharer}`;
    const [one, two] = [new Browser(), new Browser()];
    for (const browser of [one, one, two]) expect((await browser.open(url)).status).toBe(200);
    expect(await rig.library.shares.find("shop", sharer)).toMatchObject({ opens: 2 });
    const { text } = await one.open(url);
    expect(attribute(text, "link")).toBe(`${rig.url}/p/shop/spring`);
    expect(attribute(text, "token")).toBe("");
  });

  test("browsers that nobody is signed in in cannot be multiplied into readers", async () => {
    const share = { code: "A".repeat(22), page: "spring", openid: "oSharer", channel: "" };
    const opensAfter = async (of: Parameters<typeof openRig>[0], times: number) => {
      const rig = await openRig(of);
      await rig.library.shares.add("shop", share);
      for (let at = 0; at < times; at += 1)
        await new Browser().open(`${rig.url}/p/shop/spring?by=${share.code}`);
      expect((await rig.happened()).length).toBeLessThanOrEqual(60);
      return (await rig.library.shares.find("shop", share.code))?.opens;
    };
    expect(await opensAfter({ account: { ...account, kind: "subscription" } }, 65)).toBe(60);
    // A service account asks WeChat; who comes without it is shown the page, and counts for nobody.
    expect(await opensAfter({ account, isSandbox: false }, 5)).toBe(0);
  });

  test("codes that are made up, or of another page, count for nobody", async () => {
    const rig = await openRig({ account: { pages: [spring, { ...spring, id: "autumn" }] } });
    const mine = await openAs(rig, "小明");
    await openAs(rig, "小红", `?by=${"A".repeat(22)}`);
    await openAs(rig, "小红", "?by='; drop table share");
    const other = await rig.phoneOf("小刚");
    await walk(other.browser, `${rig.url}/p/shop/autumn${mine.query}`);
    expect(await rig.happened()).toEqual([]);
  });

  test("openings at once are all counted", async () => {
    const rig = await openRig({ account });
    const mine = await openAs(rig, "小明");
    const code = new URLSearchParams(mine.query).get("by") ?? "";
    const event = (opens: number) => ({
      ...({ kind: "event", account: "shop", follower: mine.openid, sentAtMs: 0 } as const),
      ...{ key: `e${opens}`, name: "share-opened", fields: { opens } },
    });
    const open = (at: number) =>
      rig.library.shares.opened("shop", { code, opener: `o${at % 20}` }, event);
    const done = await Promise.all(Array.from({ length: 40 }, (_, at) => open(at)));
    expect(done.filter((one) => one === "done")).toHaveLength(20);
    expect(await rig.library.shares.find("shop", code)).toMatchObject({ opens: 20 });
    expect(await rig.happened()).toHaveLength(20);
  });
});

describe("the JS-SDK's signature", () => {
  const ask = (rig: Rig, url: string) =>
    new Browser().open(`${rig.url}/p/shop/js-config?url=${encodeURIComponent(url)}`);

  test("holds for a page of ours, with what WeChat adds to its address", async () => {
    const rig = await openRig({ account });
    const url = `${rig.url}/p/shop/spring?by=x&from=singlemessage&isappinstalled=0`;
    const { status, text } = await ask(rig, url);
    expect(status).toBe(200);
    const config = JSON.parse(text) as Record<string, string | number>;
    expect(config).toMatchObject({ appId: "wx0123456789abcdef" });
    const answer = await fetch(`${rig.sandbox.url}/sandbox/api/js-signature`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...config, timestamp: String(config["timestamp"]), url }),
    });
    expect(await answer.json()).toEqual({ ok: true, errMsg: "config:ok" });
  });

  test.each([
    "https://evil.example/p/shop/spring",
    "javascript:alert(1)",
    "",
    "//evil",
    `http://127.0.0.1/p/shop/${"a".repeat(3_000)}`,
  ])("is refused for %s", async (url) => {
    const rig = await openRig({ account });
    expect((await ask(rig, url)).status).toBe(403);
  });

  test("is refused for another account's page, a host that only begins like ours, and an unknown account", async () => {
    const rig = await openRig({ account });
    expect((await ask(rig, `${rig.url}/p/other/spring`)).status).toBe(403);
    expect((await ask(rig, `${rig.url}.evil.example/p/shop/spring`)).status).toBe(403);
    const unknown = await new Browser().open(`${rig.url}/p/nobody/js-config?url=x`);
    expect(unknown.status).toBe(404);
  });

  test("is the contract's own for its vector", () => {
    const page = {
      url: "https://demo.example.test/page?a=1#part",
      nonceStr: "Wm3WZYTPz0wzccnW",
      timestamp: 1_763_865_600,
    };
    expect(signJsSdk("sandbox_jsapi_ticket_0001", page)).toMatch(/^[0-9a-f]{40}$/);
    const bare = { ...page, url: "https://demo.example.test/page?a=1" };
    expect(signJsSdk("t", page)).toBe(signJsSdk("t", bare));
  });
});

test("only the picture that a page shows is given out", async () => {
  const rig = await openRig({ account: { pages: [{ ...spring, picture: "a.png" }] } });
  for (const name of ["b.png", "..%2Faccount.yaml", "%2e%2e%2fa.png", "a.png"])
    expect((await new Browser().open(`${rig.url}/p/shop/media/${name}`)).status).toBe(404);
});

test("a page with the JS-SDK may load it from the platform, and nothing else from anywhere", async () => {
  const rig = await openRig({ account, isSandbox: false });
  const { headers, text } = await new Browser().open(`${rig.url}/p/shop/spring`);
  expect(headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; script-src 'self' https:\/\/res\.wx\.qq\.com; style-src 'self'; /,
  );
  expect(text).toContain('src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"');
});
