import type { DraftRules } from "../../../editor/phone/engine/draft-rules.ts";
import { builtIn, compileFolder, makeRegistry } from "../../../engine/index.ts";
import { checkShape } from "../../../server/check-shape.ts";

const account = `id: shop
name: 拾光咖啡
kind: service
verified: true
originalId: gh_1f2e3d4c5b6a
timezone: Asia/Shanghai
tags: [VIP]
`;
const menu = `menu:
  - { name: 点单, url: "https://coffee.example/menu" }
  - name: 门店
    sub:
      - { name: 营业时间, key: HOURS }
      - { name: 最近门店, key: NEAREST, opens: location }
      - { name: 扫杯码, key: SCAN_CUP, opens: scan }
`;
const places = "places:\n  - { id: west, name: 西店, address: 西路 1 号, lat: 31.2, lng: 121.4 }\n";
const channels =
  "channels:\n  - { id: poster-01, name: 海报, permanent: true }\n  - { id: table-*, name: 桌子, permanent: true }\n";

/** Rules as the editor's API gives them, from what an author wrote. Throws what is wrong with them. */
export const draftRules = (rules: string): DraftRules => {
  const files = [
    { name: "account.yaml", text: account },
    { name: "menu.yaml", text: menu },
    { name: "places.yaml", text: places },
    { name: "channels.yaml", text: channels },
    { name: "rules.yaml", text: `rules:\n${rules}` },
  ];
  const registry = makeRegistry(builtIn);
  const compiled = compileFolder({ accountId: "shop", files, registry, checkShape });
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  if (compiled.ruleSet === null || errors.length > 0) throw new Error(JSON.stringify(errors));
  return { version: 0, ruleSet: compiled.ruleSet, rulesOff: [], plugins: [] };
};
