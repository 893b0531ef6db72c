import { join } from "node:path";
import { expect, test } from "vitest";
import { hasRight } from "../../../engine/limits.ts";
import { channels } from "../../../server/commands/channels.ts";
import type { Command, Io } from "../../../server/commands/command.ts";
import { menu } from "../../../server/commands/menu.ts";
import { withFolder } from "../../../server/commands/open-folder.ts";
import { takeover } from "../../../server/commands/takeover.ts";
import { accountFile } from "./account-file.ts";
import { makeWorld, startProduct } from "./product.ts";

const kinds = {
  su: { kind: "subscription", verified: false },
  sv: { kind: "subscription", verified: true },
  vu: { kind: "service", verified: false },
  vv: { kind: "service", verified: true },
} as const;
type Id = keyof typeof kinds;
const ids = Object.keys(kinds) as readonly Id[];

const rules = `rules:
  - { id: tap, when: [{ menu: any }, { follow: any }, { scan: any }], then: [{ reply: 好 }] }
  - { id: code, when: [{ text: { is: 码 } }], then: [{ channel: poster-01 }] }
`;
const accountOf = (id: Id, place: number): string => {
  const { kind, verified } = kinds[id];
  return accountFile({ id, number: `000${place}`, mayWriteLater: true, more: "tags: [VIP]\n" })
    .replace("kind: service", `kind: ${kind}`)
    .replace("verified: true", `verified: ${verified}`);
};

const filesOf = (id: Id, place: number): readonly (readonly [string, string])[] => [
  [`${id}/account.yaml`, accountOf(id, place)],
  [`${id}/rules.yaml`, rules],
  [
    `${id}/menu.yaml`,
    "menu: [{ name: 甲, key: A }]\nconditional: [{ for: { tag: VIP }, menu: [{ name: 乙, key: B }] }]\n",
  ],
  [`${id}/channels.yaml`, "channels: [{ id: poster-01, permanent: true }]\n"],
];

/** What the check warns of for an account that lacks these rights, in the order of the files. */
const warnedOf = (may: (right: string) => boolean): readonly string[] => {
  const menus = may("conditional-menu") ? [] : ["conditional"];
  return [
    ...(may("qr-code") ? [] : ["channels"]),
    ...(may("menu") ? menus : ["menu"]),
    ...(may("qr-code") ? [] : ["channel"]),
  ];
};

const start = async () => {
  const world = makeWorld({ files: Object.fromEntries(ids.flatMap(filesOf)) });
  const product = await startProduct(world);
  const run = async (command: Command, ...args: readonly string[]) => {
    const lines: string[] = [];
    const out = (line: string): void => {
      lines.push(line);
    };
    const io: Io = { out, err: out, lang: "en", config: () => world.config };
    const code = await command.run([...args, "--url", product.url], io);
    return code === 0 ? "done" : (lines.find((line) => line.startsWith("wechat-")) ?? "failed");
  };
  const warned = (id: Id) =>
    withFolder(join(world.rulesFolder, id), async ({ compiled }) =>
      compiled.diagnostics
        .filter(({ code }) => code === "right-missing")
        .map(({ params }) => params.name),
    );
  return { product, run, warned, path: (name: string) => join(world.rulesFolder, name) };
};

test("what the table of rights says, the check warns of and the platform refuses", async () => {
  const { product, run, warned, path } = await start();
  const refused = expect.stringContaining("wechat-48001");
  for (const id of ids) {
    const may = (right: string): boolean => hasRight(kinds[id], right);
    const doneIf = (right: string) => (may(right) ? "done" : refused);
    expect([id, await warned(id)]).toEqual([id, warnedOf(may)]);
    const published = await run(menu, id, "--publish");
    expect([id, published]).toEqual([id, doneIf("conditional-menu")]);
    const made = await run(channels, id, "--make", "poster-01", "--out", path(`${id}.csv`));
    expect([id, made]).toEqual([id, doneIf("qr-code")]);
    const taken = await run(takeover, id, "--out", path(`${id}-taken`));
    expect([id, taken]).toEqual([id, doneIf("console-info")]);
    const { seen } = await product.say(id, "a", "码");
    const canSend = may("qr-code") && may("media");
    expect([id, seen[0]?.kind]).toEqual([id, canSend ? "image" : "text"]);
  }
});
