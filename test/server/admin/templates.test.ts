import { describe, expect, it } from "vitest";
import { coffee, startCoffee } from "./rig.ts";

const GALLERY = [
  "welcome",
  "keywords",
  "menu",
  "opening-hours",
  "coupon-by-scan",
  "nearest-shop",
  "order-lookup",
  "voucher",
  "vending",
];

describe("the gallery of templates", () => {
  it("shows every template with its typed inputs in both languages", async () => {
    const { boss } = await startCoffee();
    const { templates } = await boss.get("GET /templates");
    expect(templates.map(({ id }) => id)).toEqual(GALLERY);
    for (const { title, inputs } of templates) {
      expect(title.en).not.toBe("");
      expect(inputs.length).toBeGreaterThan(0);
    }
  });

  it.each(GALLERY)(
    "makes rules of %s that are free of mistakes and pass the tests it brings",
    async (template) => {
      const { boss } = await startCoffee();
      const places = "places: [{ id: west, name: 西店, lat: 31.2, lng: 121.4 }]\n";
      await boss.get("PUT /accounts/:account/files/:file", {
        params: { ...coffee, file: "places.yaml" },
        body: { text: places, revision: "" },
      });
      const products =
        "products:\n  - { id: voucher, name: 双人券, price: 99.00, valid: 90d }\n  - { id: cola, name: 可乐, price: 3.50 }\n";
      await boss.get("PUT /accounts/:account/files/:file", {
        params: { ...coffee, file: "products.yaml" },
        body: { text: products, revision: "" },
      });
      // The account answers 价格 already.
      const own: Readonly<Record<string, Record<string, string | string[]>>> = {
        "order-lookup": { url: "https://api.coffee.example/{{ order_no }}" },
        keywords: { keywords: ["价钱"] },
        vending: { hook: "crm" },
      };
      const inputs = own[template] ?? {};
      const added = await boss.get("POST /accounts/:account/templates/:template", {
        params: { ...coffee, template },
        body: { inputs },
      });
      expect(added.problems.filter(({ diagnostic }) => diagnostic.severity === "error")).toEqual(
        [],
      );
      expect(added.rules.length).toBeGreaterThan(0);
      const { failed, runs } = await boss.get("POST /accounts/:account/tests-run", {
        params: coffee,
        body: { of: "draft" },
      });
      expect([
        failed,
        JSON.stringify(runs.flatMap(({ steps }) => steps.flatMap(({ failures }) => failures))),
      ]).toEqual([0, "[]"]);
    },
  );

  it("takes what operators paste, and what would be YAML stays text", async () => {
    const { boss } = await startCoffee();
    const reply = "a: b # [c] 'd' \"e\"\n- {{ follower.name }}";
    const added = await boss.get("POST /accounts/:account/templates/:template", {
      params: { ...coffee, template: "keywords" },
      body: { inputs: { keywords: "价钱、贵不贵，#1; 'x'\n价钱", reply, name: "true" } },
    });
    const id = added.rules[0] ?? "";
    const { rule } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: { ...coffee, rule: id },
    });
    expect(rule).toMatchObject({
      name: "true",
      when: [{ params: { has: ["价钱", "贵不贵", "#1", "'x'"] } }],
      then: [{ params: { text: reply } }],
    });
  });

  it("adds nothing for a preview, and gives a second copy names of its own", async () => {
    const { boss } = await startCoffee();
    const params = { ...coffee, template: "welcome" };
    const shown = await boss.get("POST /accounts/:account/templates/:template", {
      params,
      body: { inputs: {}, preview: true },
    });
    expect(shown.text).toContain("欢迎关注");
    expect((await boss.get("GET /accounts/:account/changes", { params: coffee })).changes).toEqual(
      [],
    );
    await boss.get("POST /accounts/:account/templates/:template", { params, body: { inputs: {} } });
    const second = await boss.get("POST /accounts/:account/templates/:template", {
      params,
      body: { inputs: {} },
    });
    expect(second.rules).toEqual(["welcome-2"]);
    expect(second.text).toContain("rule: welcome-2");
  });

  it("names the input that is missing, unknown or of another kind", async () => {
    const { boss } = await startCoffee();
    const ask = (template: string, inputs: object) =>
      boss.ask("POST /accounts/:account/templates/:template", {
        params: { ...coffee, template },
        body: { inputs },
      });
    expect((await ask("welcome", { greeting: " " })).body).toMatchObject({
      details: { input: "greeting" },
    });
    expect((await ask("welcome", { other: "x" })).body).toMatchObject({
      details: { input: "other" },
    });
    expect((await ask("opening-hours", { hours: "9-18" })).body).toMatchObject({
      details: { input: "hours" },
    });
    expect((await ask("nothing", {})).status).toBe(404);
  });
});
