import { describe, expect, test } from "vitest";
import { hashToken, newState, newToken } from "../../../server/pages/marks.ts";
import { FORMS_MOST } from "../../../server/pages/pages.ts";
import { isOwnPath, SESSION, STATE_MS } from "../../../server/pages/sign-in.ts";
import { Browser, openRig, send, tokenIn, walk } from "./rig.ts";

const going = async (browser: Browser, url: string) => {
  const { location } = await browser.open(url);
  const asked = new URL(location);
  return { asked, state: asked.searchParams.get("state") ?? "" };
};

describe("signing in on a page", () => {
  test("a page that needs no consent knows its follower without a question", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const seen = await walk(browser, `${rig.url}/p/shop/review`);
    expect(seen.status).toBe(200);
    expect(seen.url).toBe(`${rig.url}/p/shop/review`);
    expect(seen.text).toContain("给我们打个分");
    expect(await rig.happened()).toEqual([]);
  });

  test("with consent, name and picture are told to the rules, once", async () => {
    const rig = await openRig();
    const { browser, openid } = await rig.phoneOf("小明");
    const url = `${rig.url}/p/shop/sign-in`;
    const first = await browser.open(url);
    const consent = await browser.open(first.location);
    expect(consent.text).toContain("申请获取你的昵称、头像");
    const seen = await walk(browser, url);
    expect(seen.text).toContain("登录成功");
    await browser.open(url);
    const events = await rig.happened();
    expect(events).toMatchObject([
      { kind: "event", name: "signed-in", follower: openid, fields: { nickname: "小明" } },
    ]);
    expect(await rig.library.privacy.consents("shop", openid)).toMatchObject([
      { what: "userinfo", isGiven: true, source: "page" },
    ]);
  });

  test("a page that only needs to know who it is goes on in the session; one that asks for more signs in anew", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    await walk(browser, `${rig.url}/p/shop/review`);
    expect((await browser.open(`${rig.url}/p/shop/address`)).status).toBe(200);
    expect((await browser.open(`${rig.url}/p/shop/sign-in`)).location).toContain("snsapi_userinfo");
  });

  test("an account without the right says so, an unknown one and an unknown page are not there", async () => {
    const rig = await openRig({ account: { kind: "subscription" } });
    const browser = new Browser();
    expect((await browser.open(`${rig.url}/p/shop/review`)).status).toBe(403);
    expect((await browser.open(`${rig.url}/p/nobody/review`)).status).toBe(404);
    expect((await browser.open(`${rig.url}/p/shop/nothing`)).status).toBe(404);
  });

  test("who does not agree is told that nothing was stored", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const { state } = await going(browser, `${rig.url}/p/shop/sign-in`);
    const seen = await browser.open(`${rig.url}/p/shop/back?state=${state}`);
    expect(seen.status).toBe(403);
    expect(seen.text).toContain("没有得到授权");
    expect(browser.cookies.has("page-sid-shop")).toBe(false);
  });
});

test("a profile that the platform does not tell lets nobody in half-way", async () => {
  const rig = await openRig();
  const { browser } = await rig.phoneOf("小明");
  await fetch(`${rig.sandbox.url}/sandbox/api/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ path: "/sns/userinfo", errcode: 48001, errmsg: "no", times: 1 }),
  });
  const seen = await walk(browser, `${rig.url}/p/shop/sign-in`);
  expect(seen.status).toBe(502);
  expect(browser.cookies.has("page-sid-shop")).toBe(false);
  expect(rig.log.lines.join()).toContain("48001");
});

describe("S-14: the way back from the platform", () => {
  test("it leads to our own address, whatever the request says about hosts and targets", async () => {
    const rig = await openRig();
    for (const more of [
      "?to=//evil.example",
      "?redirect_uri=https://evil.example",
      "?for=//evil",
    ]) {
      const browser = new Browser();
      const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" };
      const { location } = await browser.open(`${rig.url}/p/shop/review${more}`, { headers });
      const asked = new URL(location);
      expect(asked.searchParams.get("redirect_uri")).toBe(`${rig.url}/p/shop/back`);
      expect(location).not.toContain("evil");
    }
  });

  test.each([
    "//evil",
    "/\\evil",
    "https:evil",
    "%2f%2fevil",
    "javascript:alert(1)",
    "/p//evil",
    "/p/\\evil",
    "",
  ])("%s is no path of ours", (path) => {
    expect(isOwnPath(path)).toBe(false);
  });

  test("not even what stands in the store leads away", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const { token, hash } = newToken();
    const state = newState();
    const path = "//evil.example";
    const more = { recipient: "", scope: "snsapi_base", untilMs: rig.clock.ms + STATE_MS };
    const id = hashToken(state);
    await rig.library.signIns.begin("shop", { id, browser: hash, path, ...more });
    browser.cookies.set("page-going-shop", token);
    const seen = await browser.open(`${rig.url}/p/shop/back?code=x&state=${state}`);
    expect(seen).toMatchObject({ status: 403, location: "" });
  });

  test("a state serves once", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const { asked } = await going(browser, `${rig.url}/p/shop/review`);
    const { location: back } = await browser.open(asked.href);
    const before = new Map(browser.cookies);
    expect((await browser.open(back)).status).toBe(303);
    for (const [name, value] of before) browser.cookies.set(name, value);
    const again = await browser.open(back);
    expect(again.status).toBe(403);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test("two that bring the same state at once: one is let in", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const { asked } = await going(browser, `${rig.url}/p/shop/review`);
    const { location: back } = await browser.open(asked.href);
    const seen = await Promise.all(Array.from({ length: 8 }, () => browser.open(back)));
    expect(seen.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(seen.filter(({ status }) => status === 403)).toHaveLength(7);
  });

  test("a state of another browser, none, or a made-up one is refused (somebody else's sign-in cannot be planted)", async () => {
    const rig = await openRig();
    const attacker = await rig.phoneOf("坏人");
    const { asked, state } = await going(attacker.browser, `${rig.url}/p/shop/review`);
    const { location: back } = await attacker.browser.open(asked.href);
    const victim = await rig.phoneOf("小红");
    expect((await victim.browser.open(back)).status).toBe(403);
    await going(victim.browser, `${rig.url}/p/shop/review`);
    expect((await victim.browser.open(back)).status).toBe(403);
    expect(victim.browser.cookies.has("page-sid-shop")).toBe(false);
    const code = new URL(back).searchParams.get("code") ?? "";
    for (const wrong of [
      "",
      "0".repeat(32),
      state.slice(1),
      `${state}x`,
      `${state}&state=${state}`,
    ]) {
      const seen = await attacker.browser.open(
        `${rig.url}/p/shop/back?code=${code}&state=${wrong}`,
      );
      expect(seen.status).toBe(403);
    }
    expect((await attacker.browser.open(back)).status).toBe(303);
  });

  test("a state is worth nothing after ten minutes", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const { asked } = await going(browser, `${rig.url}/p/shop/review`);
    const { location: back } = await browser.open(asked.href);
    rig.clock.ms += STATE_MS;
    expect((await browser.open(back)).status).toBe(403);
  });

  test("a code that was used, or is none, lets nobody in", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const first = await going(browser, `${rig.url}/p/shop/review`);
    const { location: back } = await browser.open(first.asked.href);
    const code = new URL(back).searchParams.get("code") ?? "";
    await browser.open(back);
    browser.cookies.delete("page-sid-shop");
    for (const wrong of [code, "made-up", "<script>", "a".repeat(600)]) {
      const { state } = await going(browser, `${rig.url}/p/shop/review`);
      const query = new URLSearchParams({ code: wrong, state });
      expect((await browser.open(`${rig.url}/p/shop/back?${query}`)).status).toBe(403);
    }
    expect(browser.cookies.has("page-sid-shop")).toBe(false);
  });

  test("a link that was sent to one follower opens for that follower alone", async () => {
    const rig = await openRig();
    const mine = await rig.phoneOf("小明");
    const other = await rig.phoneOf("小红");
    const link = `${rig.url}/p/shop/review?for=${rig.mark("recipient", "shop", mine.openid)}`;
    expect((await walk(mine.browser, link)).status).toBe(200);
    const seen = await walk(other.browser, link);
    expect(seen.status).toBe(403);
    expect(seen.text).toContain("这个链接是发给别人的");
    expect(other.browser.cookies.has("page-sid-shop")).toBe(false);
  });

  test("a browser that is still signed in as somebody else signs in anew for a link of mine", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小红");
    await walk(browser, `${rig.url}/p/shop/review`);
    const mine = await rig.phoneOf("小明");
    for (const [name, value] of mine.browser.cookies) browser.cookies.set(name, value);
    const link = `${rig.url}/p/shop/review?for=${rig.mark("recipient", "shop", mine.openid)}`;
    expect((await walk(browser, link)).status).toBe(200);
  });
});

describe("S-16: sessions of pages", () => {
  test("cookies are out of reach of scripts, and of other hosts where there is TLS", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const headers = { "x-forwarded-proto": "https" };
    const { headers: answered } = await browser.open(`${rig.url}/p/shop/review`, { headers });
    expect(answered.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-page-going-shop=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
  });

  test("a session that was planted is not taken over: signing in makes a new one and ends the old", async () => {
    const rig = await openRig();
    const attacker = await rig.phoneOf("坏人");
    await walk(attacker.browser, `${rig.url}/p/shop/review`);
    const planted = attacker.browser.cookies.get("page-sid-shop") ?? "";
    const victim = await rig.phoneOf("小红");
    victim.browser.cookies.set("page-sid-shop", planted);
    await walk(victim.browser, `${rig.url}/p/shop/sign-in`);
    expect(victim.browser.cookies.get("page-sid-shop")).not.toBe(planted);
    expect((await attacker.browser.open(`${rig.url}/p/shop/review`)).status).toBe(302);
  });

  test("a made-up session is nobody's", async () => {
    const rig = await openRig();
    const browser = new Browser();
    for (const value of ["a".repeat(43), "", "'; drop table page_session"]) {
      browser.cookies.set("page-sid-shop", value);
      expect((await browser.open(`${rig.url}/p/shop/review`)).status).toBe(302);
    }
  });

  test("a session ends when it is left alone, and after twelve hours whatever is done", async () => {
    const rig = await openRig();
    const { browser } = await rig.phoneOf("小明");
    const url = `${rig.url}/p/shop/review`;
    await walk(browser, url);
    rig.clock.ms += SESSION.idleMs - 1;
    expect((await browser.open(url)).status).toBe(200);
    rig.clock.ms += SESSION.idleMs;
    expect((await browser.open(url)).status).toBe(302);
    await walk(browser, url);
    for (let spent = 0; spent < SESSION.longestMs; spent += SESSION.idleMs - 1) {
      rig.clock.ms += SESSION.idleMs - 1;
      await browser.open(url);
    }
    expect((await browser.open(url)).status).toBe(302);
  });
});

describe("forms of pages", () => {
  const signedIn = async () => {
    const rig = await openRig();
    const { browser, openid } = await rig.phoneOf("小明");
    const url = `${rig.url}/p/shop/review`;
    const seen = await walk(browser, url);
    return { rig, browser, openid, url, token: tokenIn(seen) };
  };

  test("what is sent comes to the rules as an event of that follower", async () => {
    const { rig, browser, openid, url, token } = await signedIn();
    const seen = await send(browser, url, { token, stars: "4", text: "不错" });
    expect(seen.text).toContain("谢谢你的评价");
    expect(await rig.happened()).toMatchObject([
      { name: "review", follower: openid, fields: { stars: 4, text: "不错" } },
    ]);
  });

  test.each([
    ["no token", () => ({})],
    ["somebody's token", () => ({ token: "a".repeat(22) })],
  ])("a form with %s is refused", async (_what, fields) => {
    const { rig, browser, url } = await signedIn();
    expect((await send(browser, url, { stars: "4", ...fields() })).status).toBe(403);
    expect(await rig.happened()).toEqual([]);
  });

  test("a form that another site sends is refused, token or not", async () => {
    const { rig, browser, url, token } = await signedIn();
    const headers = { "sec-fetch-site": "cross-site" };
    expect((await send(browser, url, { token, stars: "4" }, headers)).status).toBe(403);
    expect(await rig.happened()).toEqual([]);
  });

  test("nobody's form, one that is too large, one with too many fields, and one of another type are refused", async () => {
    const { rig, browser, url, token } = await signedIn();
    expect((await send(new Browser(), url, { token, stars: "4" })).status).toBe(403);
    expect(
      (await send(browser, url, { token, stars: "4", text: "长".repeat(20_000) })).status,
    ).toBe(403);
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f${at}`, "1"]));
    expect((await send(browser, url, { token, ...many })).status).toBe(403);
    const json = await browser.open(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, stars: "4" }),
    });
    expect(json.status).toBe(403);
    expect(await rig.happened()).toEqual([]);
  });

  test("a follower sends a hundred an hour, not more", async () => {
    const { rig, browser, url, token } = await signedIn();
    const statuses = [];
    for (let at = 0; at < FORMS_MOST + 2; at += 1)
      statuses.push((await send(browser, url, { token, stars: "5" })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(FORMS_MOST);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    rig.clock.ms += 3_600_000;
    const later = tokenIn(await walk(browser, url));
    expect((await send(browser, url, { token: later, stars: "5" })).status).toBe(200);
  });

  test("what followers write is shown as text", async () => {
    const { rig, browser } = await signedIn();
    const url = `${rig.url}/p/shop/address`;
    const token = tokenIn(await browser.open(url));
    const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
    const filled = { token, recipient: evil, tel: "x", province: evil, city: "b", detail: "c" };
    const seen = await send(browser, url, filled);
    expect(seen.status).toBe(422);
    expect(seen.text).not.toContain("<img");
    expect(seen.text).not.toContain("<script>alert");
    expect(seen.text).toContain("&lt;script&gt;");
    const saved = await send(browser, url, { ...filled, tel: "13800138000" });
    expect(saved.text).toContain("地址已保存");
    expect(saved.text).not.toContain("<script>alert");
  });
});

test("every answer carries the pages' own policy and is kept by nobody", async () => {
  const rig = await openRig();
  const { browser } = await rig.phoneOf("小明");
  for (const path of ["shop/review", "shop/nothing", "shop/back"]) {
    const { headers } = await browser.open(`${rig.url}/p/${path}`);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
  }
});
