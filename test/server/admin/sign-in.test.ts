import { describe, expect, it } from "vitest";
import { hashPassword, isPassword, isWeak } from "../../../server/admin/passwords.ts";
import { PASSWORD, startAdmin, startCoffee } from "./rig.ts";

const MINUTE_MS = 60_000;
const wrong = { name: "boss", password: "not the password" };
const right = { name: "boss", password: PASSWORD };

describe("the first administrator", () => {
  it("comes in by the link that was printed, once", async () => {
    const { admin, browser } = await startAdmin();
    const path = (await admin.setupPath()) ?? "";
    expect(path).toMatch(/^\/setup#[A-Za-z0-9_-]{43}$/);
    const body = {
      token: path.split("#")[1] ?? "",
      name: "Boss",
      shownName: "老板",
      password: PASSWORD,
    };
    const boss = browser();
    expect(await boss.get("POST /setup", { body })).toMatchObject({
      name: "boss",
      role: "admin",
      accounts: "*",
    });
    expect((await boss.get("GET /session")).state).toBe("signed-in");
    expect((await browser().ask("POST /setup", { body: { ...body, name: "other" } })).status).toBe(
      410,
    );
    expect(await admin.setupPath()).toBeNull();
  });

  it("has 15 minutes, and needs the very link", async () => {
    const { admin, browser, clock } = await startAdmin();
    const token = ((await admin.setupPath()) ?? "").split("#")[1] ?? "";
    const body = { token, name: "boss", shownName: "x", password: PASSWORD };
    expect(
      (await browser().ask("POST /setup", { body: { ...body, token: "A".repeat(43) } })).status,
    ).toBe(410);
    clock.nowMs += 15 * MINUTE_MS + 1;
    expect((await browser().ask("POST /setup", { body })).status).toBe(410);
  });

  it("cannot be two, however many try at once", async () => {
    const { admin, browser, library } = await startAdmin();
    const token = ((await admin.setupPath()) ?? "").split("#")[1] ?? "";
    const all = await Promise.all(
      ["a", "b", "c"].map((name) =>
        browser().ask("POST /setup", {
          body: { token, name, shownName: name, password: PASSWORD },
        }),
      ),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await library.members.count()).toBe(1);
  });
});

describe("signing in", () => {
  it("sets a cookie that scripts and other sites cannot use, and stores only its digest", async () => {
    const { browser, url, opened } = await startCoffee();
    const answer = await browser().ask("POST /login", { body: right });
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^sid=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const rows = await opened.db.find({
      compile: () => opened.db.sql.selectFrom("session").selectAll().compile(),
    } as never);
    expect(JSON.stringify(rows)).not.toContain(cookie.slice(4, 47));
    const https = await fetch(`${url}/api/login`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-requested-by": "y",
        "sec-fetch-site": "same-origin",
        "x-forwarded-proto": "https",
      },
      body: JSON.stringify(right),
    });
    expect(https.headers.get("set-cookie")).toMatch(
      /^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it("gives a new token each time and takes none that a browser brings", async () => {
    const { browser } = await startCoffee();
    const fixed = browser();
    fixed.cookie = `sid=${"A".repeat(43)}`;
    await fixed.get("POST /login", { body: right });
    expect(fixed.cookie).not.toContain("AAAA");
    const first = fixed.cookie;
    await fixed.get("POST /login", { body: right });
    expect(fixed.cookie).not.toBe(first);
  });

  it("ends with logout, for good", async () => {
    const { boss } = await startCoffee();
    const kept = boss.cookie;
    await boss.get("POST /logout");
    boss.cookie = kept;
    expect((await boss.get("GET /session")).state).toBe("signed-out");
  });

  it("ends after 30 idle minutes, and after 12 hours in any case", async () => {
    const { boss, clock } = await startCoffee();
    for (let minutes = 0; minutes < 11 * 60; minutes += 29) {
      clock.nowMs += 29 * MINUTE_MS;
      expect((await boss.ask("GET /accounts")).status).toBe(200);
    }
    clock.nowMs += 31 * MINUTE_MS;
    expect((await boss.ask("GET /accounts")).status).toBe(401);
    const again = await boss.get("POST /login", { body: right });
    expect(again.name).toBe("boss");
    for (let minutes = 0; minutes < 12 * 60; minutes += 29) {
      clock.nowMs += 29 * MINUTE_MS;
      await boss.ask("GET /accounts");
    }
    expect((await boss.ask("GET /accounts")).status).toBe(401);
  });

  it("ends the others when the password changes, and one by one", async () => {
    const { boss, browser } = await startCoffee();
    const other = browser();
    await other.get("POST /login", { body: right });
    const next = "another horse battery staple";
    await boss.get("PUT /me/password", { body: { current: PASSWORD, next } });
    expect((await other.ask("GET /accounts")).status).toBe(401);
    expect((await boss.ask("GET /accounts")).status).toBe(200);
    await other.get("POST /login", { body: { name: "boss", password: next } });
    const { sessions } = await boss.get("GET /me/sessions");
    const theirs = sessions.find(({ isThis }) => !isThis);
    await boss.get("DELETE /me/sessions/:session", { params: { session: theirs?.id ?? "" } });
    expect((await other.ask("GET /accounts")).status).toBe(401);
  });

  it("stops guessing after five from one place, for a quarter of an hour", async () => {
    const rig = await startCoffee();
    const statuses = [];
    for (let count = 0; count < 6; count += 1)
      statuses.push((await rig.browser().ask("POST /login", { body: wrong })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await rig.browser().ask("POST /login", { body: right })).status).toBe(429);
    rig.clock.nowMs += 15 * MINUTE_MS + 1;
    expect((await rig.browser().ask("POST /login", { body: right })).status).toBe(200);
  });

  it("stops ten guesses from many places, and does not lock out who came from here before", async () => {
    const { library, clock } = await startCoffee();
    const limit = { sinceMs: clock.nowMs - 15 * MINUTE_MS, max: 10, maxHere: 5 };
    const guess = (address: string) =>
      library.loginTries.reserve({ name: "boss", address, known: ["10.0.0.1"] }, limit);
    const all = await Promise.all(
      Array.from({ length: 500 }, (_, at) => guess(`192.168.${at >> 8}.${at & 255}`)),
    );
    expect(all.filter((one) => one === "reserved")).toHaveLength(10);
    expect(await guess("10.0.0.1")).toBe("reserved");
  });

  it("says the same of a wrong name and a wrong password, and takes as long", async () => {
    const { browser } = await startCoffee();
    const one = await browser().ask("POST /login", { body: wrong });
    const two = await browser().ask("POST /login", { body: { ...wrong, name: "nobody" } });
    expect(two.body).toEqual(one.body);
  });
});

describe("passwords", () => {
  it("are hashed with Argon2id at OWASP's cost or more", async () => {
    const phc = await hashPassword(PASSWORD);
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await isPassword(PASSWORD, phc)).toBe(true);
    expect(await isPassword(`${PASSWORD}.`, phc)).toBe(false);
    expect(await isPassword(PASSWORD, "")).toBe(false);
    expect(await hashPassword(PASSWORD)).not.toBe(phc);
  });

  it.each([
    "short",
    "aaaaaaaaaaaa",
    "password1234",
    "Password123!",
    "qwertyuiop12",
    "123456789012",
    "bossboss12345!",
    "woaini1314520",
    "admin1234567",
  ])("refuses %s", (password) => {
    expect(isWeak(password, "boss")).toBe(true);
  });
  it.each([PASSWORD, "一二三四五六七八九十百千", "T7#kq!vZp09x", "my dog has fleas 3"])(
    "takes %s",
    (password) => {
      expect(isWeak(password, "boss")).toBe(false);
    },
  );
});
