import type { Effect, Json, Message } from "../../engine/index.ts";

const textOf = (message: Message): string =>
  message.kind === "text" ? message.text : message.kind;
const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** Fields of effects that name what they are about, the best first. */
const NAMING = ["template", "hook", "name", "id", "what", "agent"] as const;
const MOST = 120;

/** What an effect was about, in a few words; never more than fits a row. */
export const failureText = (effect: Json): string => {
  if (!isMap(effect)) return "";
  const whole = effect as unknown as Effect;
  if (whole.kind === "send") return textOf(whole.message).slice(0, MOST);
  if (whole.kind === "tag")
    return [...whole.add.map((name) => `+${name}`), ...whole.remove.map((name) => `-${name}`)]
      .join(" ")
      .slice(0, MOST);
  const named = NAMING.map((name) => effect[name]).find((one) => typeof one === "string");
  return typeof named === "string" ? named.slice(0, MOST) : "";
};

/** The rule that wanted an effect, by its key (event key + rule path); `""` for what no rule wanted. */
export const ruleOfKey = (key: string): string => {
  const at = key.lastIndexOf("/rules/");
  const id = at < 0 ? "" : (key.slice(at + "/rules/".length).split(/[/#]/)[0] ?? "");
  return id.replaceAll("~1", "/").replaceAll("~0", "~");
};
