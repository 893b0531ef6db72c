import { describe, expect, it } from "vitest";
import { compile, marked } from "./compile.ts";

const SUBSCRIPTION = "id: shop\nname: 小店\nkind: subscription\n";
/** No menu and no channels, so that only the rules are spoken of. */
const ALONE = { "menu.yaml": "", "channels.yaml": "" };

const warningsOf = (files: Readonly<Record<string, string>>) =>
  compile(files).diagnostics.map(({ severity, code, file, line, column }) => ({
    severity,
    code,
    file,
    line,
    column,
  }));
const expectOnly = (code: string, name: string, files: Readonly<Record<string, string>>): void => {
  const { text, line, column } = marked(files[name] ?? "");
  expect(warningsOf({ ...files, [name]: text })).toEqual([
    { severity: "warning", code, file: name, line, column },
  ]);
};
const rules = (text: string): string => `rules:\n${text}`;
const HELLO = `  - id: hello
    when: [{ text: { is: 你好 } }]
    then: [{ reply: 好 }]
`;

describe("what is warned of", () => {
  it.each([
    [
      "a menu key that menu.yaml does not have",
      "menu-key-undeclared",
      `  - id: a
    when: [{ menu: [HOURS, ▸HOUR] }]
    then: [silent]
`,
    ],
    [
      "a channel that channels.yaml does not have",
      "channel-undeclared",
      `  - id: a
    when: [{ scan: ▸poster-02 }, { scan: [poster-01, machine-7] }, { menu: HOURS }]
    then: [silent]
`,
    ],
  ])("%s", (_why, code, text) => {
    const others = code.startsWith("menu") ? { "channels.yaml": "" } : {};
    expectOnly(code, "rules.yaml", { ...others, "rules.yaml": rules(text) });
  });

  it("a menu button that no rule answers", () => {
    expectOnly("menu-key-unused", "menu.yaml", {
      "channels.yaml": "",
      "rules.yaml": rules(HELLO),
      "menu.yaml":
        'menu: [{ name: 更多, sub: [{ name: 网, url: "https://a.example" }, { name: 时间, key: ▸HOURS }] }]\n',
    });
  });
  it("a channel that no rule answers", () => {
    expectOnly("channel-unused", "channels.yaml", {
      "menu.yaml": "",
      "rules.yaml": rules("  - id: a\n    when: [{ scan: machine-* }]\n    then: [silent]\n"),
      "channels.yaml": "channels: [{ id: ▸poster-01 }, { id: machine-* }, { id: machine-7 }]\n",
    });
  });
  it("conditional menus that nobody would see, or the platform would refuse", () => {
    const answered = rules("  - id: a\n    when: [{ menu: any }]\n    then: [{ reply: 好 }]\n");
    const account = "id: shop\nname: 小店\nkind: service\nverified: true\ntags: [VIP]\n";
    const one = (tag: string, more = "") =>
      `  - for: { tag: ${tag} }\n    menu: [{ name: 甲, key: A }${more}]\n`;
    const links = (hosts: number): string =>
      Array.from({ length: hosts }, (_, n) => `{ name: 网, url: "https://${n}.example/a" }`).join();
    const menus = (menu: string, conditional: string): string =>
      `menu: ${menu}\nconditional:\n${conditional}`;
    const check = (code: string, text: string): void =>
      expectOnly(code, "menu.yaml", {
        "channels.yaml": "",
        "account.yaml": account,
        "rules.yaml": answered,
        "menu.yaml": text,
      });
    const bar = "[{ name: 甲, key: A }]";
    check("menu-tag-unlisted", menus(bar, one("▸员工")));
    check("menu-tag-twice", menus(bar, one("VIP") + one("▸VIP")));
    check("menu-without-default", `menu: []\n▸conditional:\n${one("VIP")}`);
    const sub = (hosts: number) => `, { name: 丁, sub: [${links(hosts)}] }`;
    check("menu-hosts", menus(bar, one("VIP", sub(4)).replace("menu:", "▸menu:")));
  });
  it("menus and channels that this kind of account has no right to", () => {
    const small = { "account.yaml": SUBSCRIPTION };
    const answered = "  - id: a\n    when: [{ menu: any }, { scan: any }]\n    then: [silent]\n";
    expectOnly("right-missing", "menu.yaml", {
      ...small,
      "channels.yaml": "",
      "rules.yaml": rules(answered),
      "menu.yaml": "▸menu: [{ name: 甲, key: A }]\n",
    });
    expectOnly("right-missing", "channels.yaml", {
      ...small,
      "menu.yaml": "",
      "rules.yaml": rules(answered),
      "channels.yaml": "▸channels: [{ id: poster-01 }]\n",
    });
  });
  it("nothing of buttons and channels when rules answer all of them", () => {
    const text =
      "  - id: a\n    when: [{ menu: any }, { follow: any }]\n    then: [{ reply: 好 }]\n";
    expect(warningsOf({ "rules.yaml": rules(text) })).toEqual([]);
  });

  it.each([
    [
      "a rule that goes to itself",
      "goto-loop",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then: [{ reply: 好 }, { goto: ▸a }]
`,
    ],
    [
      "rules that go round, once a circle",
      "goto-loop",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then: [{ goto: b }]
  - id: b
    when: [{ text: { is: 二 } }]
    then: [{ choose: [{ then: [{ goto: ▸a }] }] }]
`,
    ],
    [
      "a rule that answers without saying anything",
      "no-answer",
      `  - id: a
    when: [{ text: { is: 一 } }]
    ▸then: [{ tag: VIP }]
`,
    ],
    [
      "an else that answers without saying anything",
      "no-answer",
      `  - id: a
    when: [{ text: { is: 一 } }]
    if: { fact: tags, operator: includes, value: VIP }
    then: [{ reply: 好 }]
    ▸else: [{ tag: VIP }]
`,
    ],
    [
      "more articles than a message is answered with",
      "articles-cut",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then:
      - ▸reply: { articles: [{ title: a, url: "https://a.example" }, { title: b, url: "https://b.example" }] }
`,
    ],
    [
      "a rule that nothing starts",
      "no-trigger",
      `  - id: ▸a
    then: [{ reply: 好 }]
`,
    ],
  ])("%s", (_why, code, text) => {
    expectOnly(code, "rules.yaml", { ...ALONE, "rules.yaml": rules(text) });
  });

  it.each([
    [
      "a tag, without the right to tags",
      "right-missing",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then: [{ reply: 好 }, { ▸tag: VIP }]
`,
    ],
    [
      "a reply to an event that only customer-service messages could answer",
      "reply-not-delivered",
      `  - id: a
    when: [{ event: bound }]
    then: [{ ▸reply: 已绑定。 }]
`,
    ],
    [
      "a second reply that cannot be joined to the first",
      "reply-left-out",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then:
      - reply: 好
      - reply: 再见
      - ▸reply: { image: id:MEDIA }
`,
    ],
    [
      "a mini-program, however deep",
      "reply-left-out",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then:
      - choose:
          - then: [▸{ reply: { mini-program: { appid: wx0123456789abcdef, page: a, thumb: id:T } } }]
`,
    ],
  ])("%s, on an account that lacks the right", (_why, code, text) => {
    const files = { ...ALONE, "account.yaml": SUBSCRIPTION };
    expectOnly(code, "rules.yaml", { ...files, "rules.yaml": rules(text) });
  });

  it.each([
    [
      "going back to the question after an answer",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then: [{ ask: { question: 几杯？, save: cups } }, { goto: a }]
`,
    ],
    [
      "a rule that only goto reaches",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then: [{ goto: b }]
  - id: b
    then: [{ reply: 好 }]
`,
    ],
    [
      "a silent helper with continue",
      `  - id: a
    continue: true
    when: [{ text: any }]
    then: [{ tag: 来过 }]
`,
    ],
    [
      "a goodbye that only counts",
      `  - id: a
    when: [unfollow]
    then: [{ record: 走了 }]
`,
    ],
    [
      "an answer deep inside a choice",
      `  - id: a
    when: [{ text: { is: 一 } }]
    then: [{ choose: [{ if: { fact: tags, operator: includes, value: VIP }, then: [{ reply: 好 }] }] }]
`,
    ],
    [
      "a rule that is switched off",
      `  - id: a
    enabled: false
    when: [{ text: { is: 一 } }]
    then: [{ tag: VIP }]
`,
    ],
  ])("nothing is said of %s", (_why, text) => {
    expect(warningsOf({ ...ALONE, "rules.yaml": rules(text) })).toEqual([]);
  });
});

describe("analyses of a whole rule set", () => {
  it("are handed the rules and find a rule path in the files", () => {
    const text = rules(HELLO);
    const { diagnostics } = compile(
      { ...ALONE, "rules.yaml": text },
      {
        lints: [
          ({ ruleSet, spotOf }) =>
            ruleSet.rules.map(({ when }) => ({
              code: "overlap",
              severity: "warning",
              params: {},
              ...spotOf(when[0]?.path ?? ""),
            })),
        ],
      },
    );
    expect(diagnostics).toMatchObject([
      { code: "overlap", path: "rules/hello/when/0", file: "rules.yaml", line: 3, column: 12 },
    ]);
  });
});
