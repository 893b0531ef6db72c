/** A file for `yingda plugin new`: where it goes in the account folder, and its text. */
export interface TemplateFile {
  readonly file: string;
  readonly text: string;
}

const camel = (name: string): string =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const plugin = (
  name: string,
): string => `import { Actions, defineAction, text, Type } from "yingda/plugin";

/**
 * 一个文件就是一个动作。保存后，规则里就可以写：${name}: 小明
 * One file is one action. Once it is saved, rules may say: ${name}: Ming
 */
export const ${camel(name)} = defineAction({
  // 规则里写的名字。 How rules write it.
  name: "${name}",
  // 编辑器里显示的名字。 What the editor shows.
  title: { "zh-CN": "打招呼", en: "Say hello" },
  // 参数：表单、补全、检查都由它而来。 The parameters: form, completion and checks come from them.
  params: Type.Object({
    who: Type.String({ "x-template": "text", minLength: 1 }),
    // 失败时改做什么；不写就回复 texts.failed。 What is done instead when it fails.
    else: Type.Optional(Actions),
  }),
  // 简写。 What an author may write instead.
  short: { schema: Type.String({ "x-template": "text" }), expand: (who: string) => ({ who }) },
  sentence: { "zh-CN": "跟「{params.who}」打招呼", en: 'say hello to "{params.who}"' },
  example: "${name}: 小明",
  // 3 秒之内要有结果；可以访问网络：await fetch(url, { signal })。出错就 throw。
  // Has 3 seconds; may use the network: await fetch(url, { signal }). Throw to fail.
  run: async ({ params, follower }) => {
    const isKnown = follower !== null && follower.tags.includes("老朋友");
    return {
      say: text(isKnown ? \`\${params.who}，又见面了！\` : \`你好，\${params.who}！\`),
      // 记住这位粉丝。 Remembers the follower.
      changes: [{ kind: "tags", add: ["老朋友"], remove: [] }],
      effects: [{ kind: "tag", add: ["老朋友"], remove: [] }],
    };
  },
  // 编辑器的手机里改成显示这个（可以不写）。 What the editor's phone shows instead (optional).
  simulate: ({ params }) => ({ say: \`你好，\${params.who}！（模拟）\` }),
});
`;

const rules = (
  name: string,
): string => `# 用到插件 plugins/${name}.ts 的规则和它的测试：yingda test 会运行它们。
# A rule that uses plugins/${name}.ts, and its test: yingda test runs it.
rules:
  - id: ${name}-example
    name: 试试插件 ${name}
    when:
      - text: { starts: 我叫 }
    then:
      - ${name}: "{{ rest }}"
tests:
  - name: 第一次打招呼
    steps:
      - send: 我叫小明
        expect: { rule: ${name}-example, reply: 你好，小明！, effects: [{ ${name}: 小明 }] }
  - name: 第二次认得出来
    given: { follower: { tags: 老朋友 } }
    steps:
      - send: 我叫小明
        expect: { rule: ${name}-example, reply: { has: 又见面了 } }
`;

/** Whether a plugin, and the action in it, may be called so. */
export const isPluginName = (name: string): boolean => /^[a-z][a-z0-9-]{0,63}$/.test(name);

/** A commented plugin and a rule file with its tests, for the account folder. `name` must satisfy `isPluginName`. */
export const pluginTemplate = (name: string): readonly TemplateFile[] => [
  { file: `plugins/${name}.ts`, text: plugin(name) },
  { file: `${name}.yaml`, text: rules(name) },
];
