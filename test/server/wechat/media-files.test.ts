import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { StoredAccount } from "../../../server/storage/library.ts";
import { folderMedia } from "../../../server/wechat/media-files.ts";
import { sniffType } from "../../../server/wechat/media-type.ts";
import { sample } from "../sandbox/start.ts";

const tryFolder = async () => {
  const root = await mkdtemp(join(tmpdir(), "yingda-media-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, "coffee");
  await mkdir(join(folder, "media", "夏"), { recursive: true });
  await writeFile(join(folder, "media", "latte.png"), sample.png.bytes);
  await writeFile(join(folder, "media", "夏", "拿铁.png"), sample.png.bytes);
  await writeFile(join(folder, "account.yaml"), "appSecret: canary");
  await writeFile(join(root, "outside.png"), "canary");
  const find = folderMedia({
    find: async (id) =>
      id === "coffee" ? ({ settings: { folder } } as unknown as StoredAccount) : null,
  });
  return { root, folder, find: (file: string, id = "coffee") => find(id, file) };
};

test("a file of media/ is found with its size and the digest of its content", async () => {
  const { find, folder } = await tryFolder();
  const found = await find("latte.png");
  expect(found).toMatchObject({ name: "latte.png", bytes: sample.png.bytes.length });
  expect(Buffer.from((await found?.read()) ?? []).equals(sample.png.bytes)).toBe(true);
  expect((await find("夏/拿铁.png"))?.digest).toBe(found?.digest);
  await writeFile(join(folder, "media", "latte.png"), sample.jpg.bytes);
  await utimes(join(folder, "media", "latte.png"), 1, 1);
  expect((await find("latte.png"))?.digest).not.toBe(found?.digest);
});

test.each([
  "../account.yaml",
  "../../outside.png",
  "/etc/hostname",
  "夏",
  ".",
  "",
  "gone.png",
  "a\0b",
])("nothing outside of media/ is found as %j", async (file) => {
  const { find } = await tryFolder();
  expect(await find(file)).toBeNull();
});

test("a link that leads outside is not followed, and an unknown account has no files", async () => {
  const { find, folder, root } = await tryFolder();
  await symlink(join(root, "outside.png"), join(folder, "media", "link.png"));
  expect(await find("link.png")).toBeNull();
  expect(await find("latte.png", "museum")).toBeNull();
});

test("the type is told by the first bytes, whatever the name says", () => {
  expect(sniffType(sample.png.bytes)?.type).toBe("image");
  expect(sniffType(sample.jpg.bytes)?.ending).toBe("jpg");
  expect(sniffType(sample.amr.bytes)?.type).toBe("voice");
  expect(sniffType(Buffer.from("ID3\u0004"))?.ending).toBe("mp3");
  expect(sniffType(sample.mp4.bytes)?.type).toBe("video");
  for (const text of ["", "GIF", "<svg/>", "%PDF-1.7", "PK\u0003\u0004"])
    expect(sniffType(Buffer.from(text))).toBeNull();
});
