import type { MenuButton } from "../../engine/index.ts";
import type { TakenReply, TakenRule, TakenTrigger } from "./taken.ts";

/** A text in double quotes, which YAML and JSON share. */
const quoted = (text: string): string => JSON.stringify(text);
const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(", ")}]`;

/** What a follower wrote is never a template, and what the console said was none. */
const literal = (text: string): string =>
  quoted(text.replaceAll(/\{\{|\{%/g, (mark) => `{{ "${mark}" }}`));
const literalUrl = (url: string): string =>
  quoted(url.replaceAll("{", "%7B").replaceAll("}", "%7D"));

const triggerLines = (when: TakenTrigger): readonly string[] => {
  switch (when.kind) {
    case "text":
      return [
        ...(when.is.length === 0 ? [] : [`- text: { is: ${list(when.is)} }`]),
        ...(when.has.length === 0 ? [] : [`- text: { has: ${list(when.has)} }`]),
      ];
    case "menu":
      return [`- menu: ${quoted(when.key)}`];
    case "follow":
      return ["- follow: any"];
    case "nothing-matched":
      return ["- nothing-matched"];
  }
};

/** A reply as it stands behind `reply:`; `null` for one whose file is lost. */
const replyValue = (reply: TakenReply): string | null => {
  if (reply.kind === "text") return literal(reply.text);
  if (reply.kind !== "articles")
    return reply.file === null ? null : `{ ${reply.kind}: ${quoted(reply.file)} }`;
  const articles = reply.articles.map(({ title, description, picture, url }) => {
    const more = [
      ...(description === "" ? [] : [`description: ${literal(description)}`]),
      ...(picture === "" ? [] : [`picture: ${literalUrl(picture)}`]),
    ];
    return `{ ${[`title: ${literal(title)}`, ...more, `url: ${literalUrl(url)}`].join(", ")} }`;
  });
  return `{ articles: [${articles.join(", ")}] }`;
};

const actionLines = ({ replies, isRandom }: TakenRule): readonly string[] => {
  const values = replies.flatMap((reply) => replyValue(reply) ?? []);
  if (values.length === 0) return ["- silent"];
  if (!isRandom || values.length === 1) return values.map((value) => `- reply: ${value}`);
  return ["- reply:", "    random:", ...values.map((value) => `      - ${value}`)];
};

const ruleLines = (rule: TakenRule): readonly string[] => [
  `  - id: ${rule.id}`,
  ...(rule.name === "" ? [] : [`    name: ${quoted(rule.name)}`]),
  ...(rule.isOn ? [] : ["    enabled: false"]),
  "    when:",
  ...triggerLines(rule.when).map((line) => `      ${line}`),
  "    then:",
  ...actionLines(rule).map((line) => `      ${line}`),
];

/** A rule file that says what the console said. */
export const writeRules = (rules: readonly TakenRule[]): string =>
  rules.length === 0
    ? "rules: []\n"
    : `${["rules:", ...rules.flatMap((rule) => ruleLines(rule))].join("\n")}\n`;

const buttonText = (button: MenuButton): string => {
  const { name, sub, key, opens, url, media, article } = button;
  const program = button["mini-program"];
  const parts = [
    `name: ${quoted(name)}`,
    ...(key === undefined ? [] : [`key: ${quoted(key)}`]),
    ...(opens === undefined ? [] : [`opens: ${opens}`]),
    ...(url === undefined ? [] : [`url: ${quoted(url)}`]),
    ...(media === undefined ? [] : [`media: ${quoted(media)}`]),
    ...(article === undefined ? [] : [`article: ${quoted(article)}`]),
    ...(program === undefined
      ? []
      : [
          `mini-program: { appid: ${quoted(program.appid)}, page: ${quoted(program.page)}, url: ${quoted(program.url)} }`,
        ]),
    ...(sub === undefined ? [] : [`sub: [${sub.map(buttonText).join(", ")}]`]),
  ];
  return `{ ${parts.join(", ")} }`;
};

/** `menu.yaml`. */
export const writeMenu = (buttons: readonly MenuButton[]): string =>
  buttons.length === 0
    ? "menu: []\n"
    : `menu:\n${buttons.map((button) => `  - ${buttonText(button)}\n`).join("")}`;
