import { describe, expect, test } from "vitest";
import type { Tried } from "../server/sandbox/start.ts";
import { sample, shop, trySandbox } from "../server/sandbox/start.ts";

/** A client of the platform's API as the suite uses it: any failure rejects, a refusal is told by `errcodeOf`. */
export interface TestedClient {
  readonly createMenu: (
    buttons: readonly { readonly name: string; readonly key?: string; readonly url?: string }[],
  ) => Promise<unknown>;
  readonly menuNames: () => Promise<readonly string[]>;
  readonly deleteMenu: () => Promise<unknown>;
  readonly temporaryCode: (scene: string, seconds: number) => Promise<{ readonly ticket: string }>;
  readonly permanentCode: (scene: number) => Promise<{ readonly ticket: string }>;
  /** The bytes of the picture. */
  readonly codePicture: (ticket: string) => Promise<Uint8Array>;
  readonly user: (
    openid: string,
  ) => Promise<{ readonly openid: string; readonly isFollowing: boolean }>;
  readonly users: (openids: readonly string[]) => Promise<readonly string[]>;
  readonly followers: () => Promise<readonly string[]>;
  readonly setRemark: (openid: string, remark: string) => Promise<unknown>;
  readonly createTag: (name: string) => Promise<number>;
  readonly tagNames: () => Promise<readonly string[]>;
  readonly tag: (openid: string, id: number) => Promise<unknown>;
  readonly untag: (openid: string, id: number) => Promise<unknown>;
  readonly tagsOf: (openid: string) => Promise<readonly number[]>;
  readonly sendText: (openid: string, text: string) => Promise<unknown>;
  readonly sendPicture: (openid: string, mediaId: string) => Promise<unknown>;
  readonly uploadPicture: (bytes: Buffer) => Promise<string>;
  readonly download: (mediaId: string) => Promise<Uint8Array>;
  readonly templates: () => Promise<readonly string[]>;
  readonly sendTemplate: (
    openid: string,
    template: string,
    fields: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** Where the page of the sign-in stands, and who it is when the code has come. */
  readonly signIn: {
    readonly address: (redirectUri: string) => string;
    readonly person: (code: string) => Promise<{ readonly openid: string; readonly name: string }>;
  };
  readonly pageConfig: (url: string) => Promise<{
    readonly timestamp: string | number;
    readonly nonceStr: string;
    readonly signature: string;
  }>;
  /** The platform's number in the refusal that the work ends with. */
  readonly errcodeOf: (work: Promise<unknown>) => Promise<number>;
}
export type MakeClient = (tried: Tried) => Promise<TestedClient> | TestedClient;

const HOUR_MS = 3_600_000;
const buttons = [
  { name: "今日", key: "TODAY" },
  { name: "官网", url: "https://shop.example/" },
];

/** What a client of the platform's API can do, against the sandbox; `signsIn: false` for one that knows no sign-in. */
export const apiClientContract = (
  name: string,
  makeClient: MakeClient,
  { signsIn = true }: { readonly signsIn?: boolean } = {},
): void => {
  const start = async () => {
    const tried = await trySandbox();
    return { ...tried, client: await makeClient(tried) };
  };
  describe(`the API by ${name}`, () => {
    test("a menu is published, read and taken away", async () => {
      const { client } = await start();
      expect(await client.errcodeOf(client.menuNames())).toBe(46003);
      await client.createMenu(buttons);
      expect(await client.menuNames()).toEqual(["今日", "官网"]);
      await client.deleteMenu();
      expect(await client.errcodeOf(client.menuNames())).toBe(46003);
      expect(await client.errcodeOf(client.createMenu([]))).toBe(40016);
    });

    test("parametric codes are made and drawn", async () => {
      const { client, sandbox } = await start();
      const { ticket } = await client.temporaryCode("poster-01", 3600);
      expect(
        Buffer.from(await client.codePicture(ticket))
          .subarray(1, 4)
          .toString(),
      ).toBe("PNG");
      await client.permanentCode(7);
      const codes = sandbox.core.database.all<{ scene: string }>("SELECT scene FROM qr_codes");
      expect(codes.map(({ scene }) => scene).sort()).toEqual(["7", "poster-01"]);
      expect(await client.errcodeOf(client.temporaryCode("x".repeat(65), 60))).toBe(40035);
    });

    test("followers are listed, read and named", async () => {
      const { client, person, sandbox } = await start();
      const openid = await person("小明", false);
      expect(await client.user(openid)).toEqual({ openid, isFollowing: true });
      expect(await client.users([openid])).toEqual([openid]);
      expect(await client.followers()).toEqual([openid]);
      await client.setRemark(openid, "老客");
      expect(sandbox.core.followers.get("shop", openid)?.remark).toBe("老客");
      expect(await client.errcodeOf(client.user("oNobody"))).toBe(40003);
    });

    test("tags are made, given and taken", async () => {
      const { client, person } = await start();
      const openid = await person("小明", false);
      const id = await client.createTag("VIP");
      expect(await client.tagNames()).toContain("VIP");
      await client.tag(openid, id);
      expect(await client.tagsOf(openid)).toEqual([id]);
      await client.untag(openid, id);
      expect(await client.tagsOf(openid)).toEqual([]);
      expect(await client.errcodeOf(client.createTag("VIP"))).toBe(45157);
    });

    test("customer-service messages and files go both ways", async () => {
      const { client, person, control } = await start();
      const openid = await person("小明");
      await client.sendText(openid, "您好");
      const mediaId = await client.uploadPicture(sample.png.bytes);
      await client.sendPicture(openid, mediaId);
      expect(Buffer.from(await client.download(mediaId))).toEqual(sample.png.bytes);
      const { entries } = await control("/conversation?account=shop&from=小明");
      expect(entries.slice(-2).map(({ shown }: { shown: object }) => shown)).toEqual([
        { kind: "text", text: "您好" },
        { kind: "image", mediaId },
      ]);
    });

    test("the platform's refusals come with their numbers", async () => {
      const { client, person } = await start();
      const silent = await person("小红", false);
      const talker = await person("小明");
      const codeOf = (openid: string) => client.errcodeOf(client.sendText(openid, "好"));
      expect(await codeOf(silent)).toBe(45015);
      expect(await codeOf("oNobody")).toBe(40003);
      for (let count = 0; count < 5; count += 1) await client.sendText(talker, "好");
      expect(await codeOf(talker)).toBe(45047);
    });

    test("template messages are sent", async () => {
      const { client, person, control } = await start();
      const openid = await person("小明", false);
      const template = { account: "shop", title: "取餐提醒", content: "商品:{{thing1.DATA}}\n" };
      await control("/templates", template);
      const [id = ""] = await client.templates();
      expect(await client.sendTemplate(openid, id, { thing1: "拿铁" })).toMatch(/^\d+$/);
      const tooLong = client.sendTemplate(openid, id, { thing1: "长".repeat(21) });
      expect(await client.errcodeOf(tooLong)).toBe(47003);
      const unknown = client.sendTemplate(openid, "none", { thing1: "拿铁" });
      expect(await client.errcodeOf(unknown)).toBe(40037);
    });

    const signInTest = async () => {
      const { client, control, sandbox } = await start();
      await control("/followers", {
        account: "shop",
        followers: [{ name: "小明", nickname: "小明" }],
      });
      const page = new URL(client.signIn.address("https://shop.example/back"));
      const address = `${sandbox.url}${page.pathname}${page.search}&openid=小明&agree=1`;
      const back = await fetch(address, { redirect: "manual" });
      const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
      expect(await client.signIn.person(code)).toEqual({
        openid: sandbox.core.followers.openidOf("shop", "小明"),
        name: "小明",
      });
    };
    if (signsIn) test("a follower signs in on a page", signInTest);

    test("a page is signed for the JS-SDK", async () => {
      const { client, control } = await start();
      const url = "https://shop.example/p?a=1";
      const { timestamp, nonceStr, signature } = await client.pageConfig(url);
      const asked = { account: "shop", url, nonceStr, timestamp: String(timestamp), signature };
      expect(await control("/js-signature", asked)).toMatchObject({ ok: true });
    });

    test("a token that the platform has forgotten is replaced, unseen", async () => {
      const { client, sandbox, tick } = await start();
      await client.createMenu(buttons);
      tick(3 * HOUR_MS);
      expect(await client.menuNames()).toEqual(["今日", "官网"]);
      expect(sandbox.core.accounts.get("shop")?.appId).toBe(shop.appId);
    });
  });
};
