import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startCoffee } from "./rig.ts";

const of = (file: string): string =>
  readFileSync(`rules/museum/pictures/${file}`).toString("base64");
const params = { account: "coffee" };
const at = (picture: string) => ({ params: { ...params, picture } });

describe("the picture library", { timeout: 60_000 }, () => {
  it("takes pictures, tells what they are like, tries photos, shows and deletes them", async () => {
    const { boss } = await startCoffee();
    const added = await boss.ask("POST /accounts/:account/pictures", {
      params,
      body: { file: "琴.jpg", data: of("poster-qin.jpg") },
    });
    expect([added.status, added.body]).toEqual([200, { file: "琴.jpg", alike: [] }]);
    const again = await boss.ask("POST /accounts/:account/pictures", {
      params,
      body: { file: "again.jpg", data: of("poster-qin.jpg") },
    });
    expect(again.body).toMatchObject({ alike: [{ file: "琴.jpg", isSame: true, picture: null }] });
    const taken = await boss.ask("POST /accounts/:account/pictures", {
      params,
      body: { file: "琴.jpg", data: of("poster-vase.jpg") },
    });
    expect([taken.status, taken.body.code]).toEqual([409, "name-taken"]);
    const sight = await boss.ask("POST /accounts/:account/pictures-try", {
      params,
      body: { data: of("poster-vase.jpg") },
    });
    expect(sight.body.threshold).toBe(0.7);
    expect(sight.body.seen.filter(({ isSame }: { isSame: boolean }) => isSame)).toEqual([]);
    const listed = await boss.ask("GET /accounts/:account/pictures", { params });
    expect(listed.body.pictures).toMatchObject([
      { file: "again.jpg", isUploaded: true, problem: null },
      { file: "琴.jpg", isUploaded: true, problem: null },
    ]);
    const preview = await boss.ask("GET /accounts/:account/pictures/:picture", at("琴.jpg"));
    expect(preview.body.data).toMatch(/^data:image\/jpeg;base64,\/9j\//);
    const gone = await boss.ask("DELETE /accounts/:account/pictures/:picture", at("again.jpg"));
    expect(gone.status).toBe(200);
    for (const name of [
      "DELETE /accounts/:account/pictures/:picture",
      "GET /accounts/:account/pictures/:picture",
    ] as const)
      expect((await boss.ask(name, at("again.jpg"))).status).toBe(404);
  });
  it("refuses what is no picture, and names that lead elsewhere", async () => {
    const { boss } = await startCoffee();
    const text = Buffer.from("不是图片").toString("base64");
    const broken = await boss.ask("POST /accounts/:account/pictures", {
      params,
      body: { file: "a.jpg", data: text },
    });
    expect([broken.status, broken.body.code]).toEqual([422, "picture-refused"]);
    expect(broken.body.details).toMatchObject({ code: "picture-unreadable" });
    for (const file of ["../a.jpg", ".a.jpg", "a/b.jpg", "a.svg", "a.jpg\u0000.png"]) {
      const body = { file, data: of("poster-qin.jpg") };
      const { status } = await boss.ask("POST /accounts/:account/pictures", { params, body });
      expect([file, status]).toEqual([file, 400]);
    }
  });
});
