import { readFileSync } from "node:fs";
import { join } from "node:path";
import jsqr from "jsqr";
import { expect, test } from "vitest";
import { channels } from "../../../server/commands/channels.ts";
import type { Io } from "../../../server/commands/command.ts";
import { accountFile } from "./account-file.ts";
import type { Product, World } from "./product.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";
import { readGrey } from "./read-grey.ts";

const account = accountFile({
  id: "shop",
  number: "0001",
  mayWriteLater: true,
  more: "tags: [海报]\n",
});
const CHANNELS = `channels:
  - { id: poster-01, name: 海报一, permanent: true, tags: [海报] }
  - { id: machine-*, name: 售货机, permanent: true }
  - { id: invite-*, name: 邀请 }
`;
const rules = `rules:
  - { id: poster, when: [{ follow: poster-01 }, { scan: poster-01 }], then: [{ reply: "海报来的" }] }
  - { id: machine, when: [{ scan: machine-* }], then: [{ reply: "{{ channel.name }} {{ channel.id }}" }, { record: 打开售货机 }] }
  - { id: invite, when: [{ text: { is: 邀请 } }], then: [{ channel: { id: "invite-{{ follower.openid }}", expires: 7d } }] }
  - { id: invited, when: [{ scan: invite-* }], then: [{ reply: "朋友请来的" }] }
  - { id: order, when: [{ text: { is: 点单 } }], then: [{ record: 点单 }, { reply: 好 }] }
  - { id: bad, when: [{ text: { starts: 码 } }], then: [{ channel: "{{ rest }}" }] }
`;
const start = async (): Promise<{ world: World; product: Product }> => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": account,
      "shop/rules.yaml": rules,
      "shop/channels.yaml": CHANNELS,
    },
  });
  return { world, product: await startProduct(world) };
};
const scan = (product: Product, from: string, what: object) =>
  product.ask<{ seen?: readonly { text?: string }[] }>("POST", "/scan", {
    account: "shop",
    from,
    ...what,
  });
/** Somebody who follows nobody yet. */
const stranger = (product: Product, name: string) =>
  product.ask("POST", "/followers", {
    account: "shop",
    followers: [{ name, subscribed: false }],
  });
const run = async ({ config }: World, product: Product, ...args: readonly string[]) => {
  const lines: string[] = [];
  const out = (line: string): void => {
    lines.push(line);
  };
  const io: Io = { out, err: out, lang: "en", config: () => config };
  const code = await channels.run(["shop", "--url", product.url, ...args], io);
  return { code, lines };
};

test("who comes by a code is answered, tagged, kept with their source and counted", async () => {
  const { world, product } = await start();
  for (const name of ["a", "b"]) await stranger(product, name);
  expect((await scan(product, "a", { channel: "poster-01" })).seen).toMatchObject([
    { text: "海报来的" },
  ]);
  expect((await scan(product, "a", { channel: "machine-7" })).seen).toMatchObject([
    { text: "售货机 machine-7" },
  ]);
  await scan(product, "b", { channel: "poster-01" });
  await product.say("shop", "a", "点单");
  await product.ask("POST", "/unfollow", { account: "shop", from: "b" });
  await until("the tag has arrived", async () => {
    const tags = await product.ask<readonly { name: string; count: number }[]>(
      "GET",
      "/state?account=shop&what=tags",
    );
    return tags.some(({ name, count }) => name === "海报" && count > 0);
  });
  const { code, lines } = await run(world, product, "--days", "2");
  expect(code).toBe(0);
  expect(lines).toEqual([
    "channel\tname\tscans\tnew\tlost\tnet\tfirst word\trecorded",
    "poster-01\t海报一\t2\t2\t1\t1\t1\t",
    "machine-7\t售货机\t1\t0\t0\t0\t0\t打开售货机 1 · 点单 1",
  ]);
  const states = await withStorage(world, ({ library }) =>
    library.followers.list("shop", {}, { before: null, limit: 10 }),
  );
  expect(states.map(({ state }) => [state.channel, state.source?.last])).toContainEqual([
    "poster-01",
    "machine-7",
  ]);
});

test("the action channel sends a code that a friend can scan, the same one again, and nothing undeclared", async () => {
  const { product } = await start();
  const [seen] = (await product.say("shop", "a", "邀请")).seen;
  expect(seen?.kind).toBe("image");
  const again = (await product.say("shop", "a", "邀请")).seen[0];
  expect(again).toEqual(seen);
  const held = await product.ask<readonly { scene: string; url: string }[]>(
    "GET",
    "/state?account=shop&what=qr",
  );
  const made = held.filter(({ scene }) => scene.startsWith("invite-o"));
  expect(made).toHaveLength(1);
  await stranger(product, "friend");
  const url = made[0]?.url ?? "";
  expect((await scan(product, "friend", { url })).seen).toMatchObject([{ text: "朋友请来的" }]);
  expect((await product.say("shop", "a", "码 nobody")).seen).toEqual([
    { kind: "text", text: "系统繁忙" },
  ]);
});

test("two hundred machines come in one archive, each picture the code of its machine", {
  timeout: 60_000,
}, async () => {
  const { world, product } = await start();
  const zip = join(world.rulesFolder, "machines.zip");
  const made = await run(world, product, "--make", "machine-{001..200}", "--out", zip);
  expect(made).toEqual({ code: 0, lines: [`200 codes → ${zip}`] });
  const bytes = readFileSync(zip);
  const at = bytes.indexOf("machine-123.png") + "machine-123.png".length;
  const size = bytes.readUInt32LE(bytes.indexOf("machine-123.png") - 8);
  const picture = readGrey(bytes.subarray(at, at + size));
  const findQr = jsqr as unknown as typeof jsqr.default;
  const read = findQr(picture.rgba, picture.width, picture.height);
  const csv = join(world.rulesFolder, "machines.csv");
  await run(world, product, "--make", "machine-{001..200}", "--out", csv);
  const sheet = readFileSync(csv, "utf8").split("\r\n");
  expect(sheet[0]).toBe("\uFEFFchannel,name,link,until,ticket");
  expect(sheet).toHaveLength(202);
  const line = sheet.find((one) => one.startsWith("machine-123,")) ?? "";
  expect(line.split(",")[2]).toBe(read?.data);
  await expect(run(world, product, "--make", "other-{1..2}", "--out", zip)).rejects.toThrow(
    'no channel "other-1"',
  );
});
