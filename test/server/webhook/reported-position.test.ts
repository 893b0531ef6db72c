import { expect, test } from "vitest";
import type { InboundEvent } from "../../../engine/index.ts";
import { inGcj02 } from "../../../server/webhook/reported-position.ts";
import { settings, textEvent } from "../../builders.ts";
import { compile } from "../../engine/compiler/check/compile.ts";

const at = (how: "sent" | "reported"): InboundEvent => ({
  ...{ ...textEvent(), kind: "location", how, label: "", precisionM: null },
  ...{ lat: 39.914266, lng: 116.403988 },
});

test("a reported position is moved by the datum that account.yaml names, a sent one never", () => {
  const wgs84 = settings({ reportedDatum: "wgs84" });
  expect(inGcj02(at("reported"), wgs84)).toMatchObject({ lat: 39.91567, lng: 116.410232 });
  expect(inGcj02(at("sent"), wgs84)).toEqual(at("sent"));
  expect(inGcj02(at("reported"), settings())).toEqual(at("reported"));
  expect(inGcj02(textEvent(), wgs84)).toEqual(textEvent());
});

test("the datum stands in account.yaml", () => {
  const account = "id: shop\nname: 店\nkind: service\nverified: true\nreportedDatum: wgs84\n";
  const { ruleSet } = compile({ "account.yaml": account, "r.yaml": "rules: []\n" });
  expect(ruleSet?.account.reportedDatum).toBe("wgs84");
});
