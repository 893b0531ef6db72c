import { makeRegistry } from "../../../engine/definitions/registry.ts";
import type { Account } from "../../../engine/schema/account.ts";
import type { EventKind, InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Rule } from "../../../engine/schema/rule.ts";
import type { RuleSet } from "../../../engine/schema/rule-set.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { triggers } from "../../../engine/triggers/list.ts";

export const registry = makeRegistry({ triggers, facts: [], operators: [], actions: [] });

export const account = (over: Partial<Account> = {}): Account => ({
  id: "coffee",
  name: "拾光咖啡",
  kind: "service",
  verified: true,
  timezone: "Asia/Shanghai",
  language: "zh_CN",
  foldTraditional: false,
  vars: {},
  tags: [],
  holidays: [],
  workdays: [],
  quietHours: [],
  hosts: [],
  hooks: [],
  templates: {},
  texts: { cancel: [], cancelled: "", failed: "" },
  channels: [],
  places: [],
  menu: [],
  conditionalMenus: [],
  products: [],
  pictures: [],
  ...over,
});

/** One row of `when` in normal form: `{ text: { has: ["a"] } }`. */
export type When = Readonly<Record<string, Json>>;
export const rule = (id: string, when: readonly When[], over: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  note: "",
  enabled: true,
  priority: 50,
  group: "",
  active: null,
  limit: null,
  when: when.flatMap((row, place) =>
    Object.entries(row).map(([use, params]) => ({
      use,
      params,
      path: `rules/${id}/when/${place}`,
    })),
  ),
  if: null,
  then: [{ use: "reply", params: { text: id }, path: `rules/${id}/then/0` }],
  else: null,
  continue: false,
  ...over,
});
export const ruleSet = (rules: readonly Rule[], over: Partial<Account> = {}): RuleSet => ({
  version: 1,
  account: account(over),
  rules,
});

export const event = <K extends EventKind>(
  kind: K,
  fields: Omit<InboundEvent<K>, "kind" | "account" | "follower" | "key" | "sentAtMs">,
): InboundEvent =>
  ({ kind, account: "coffee", follower: "o1", key: "k1", sentAtMs: 0, ...fields }) as never;
export const textEvent = (text: string): InboundEvent => event("text", { text, menuItem: null });
export const voiceEvent = (recognised: string | null): InboundEvent =>
  event("voice", { mediaId: "m", format: "amr", recognised });
export const positionEvent = (
  lat: number,
  lng: number,
  how: "sent" | "reported" = "sent",
): InboundEvent => event("location", { lat, lng, how, label: "", precisionM: null });
export const tapEvent = (button: string): InboundEvent =>
  event("menu", { button, opens: "click", scan: null, position: null, pictures: 0 });
