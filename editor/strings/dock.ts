import type { Both } from "./text.ts";

const zhCn = {
  title: "手机",
  of: "手机里跑的是",
  ofs: { draft: "草稿", published: "线上" },
  saveTest: "存为测试用例",
  fullPage: "单独打开",
  version: (version: number, note: string) => `版本 ${version}${note === "" ? "" : ` · ${note}`}`,
  noSandbox: "真实的公众号：这里用同样的规则模拟，不会发给任何粉丝。",
  nothing: "还没说过话",
};

const en: typeof zhCn = {
  title: "Phone",
  of: "The phone runs",
  ofs: { draft: "Draft", published: "Published" },
  saveTest: "Save as test",
  fullPage: "On its own page",
  version: (version, note) => `Version ${version}${note === "" ? "" : ` · ${note}`}`,
  noSandbox: "A real account: the same rules are simulated here, and nothing reaches a follower.",
  nothing: "Nothing was said yet",
};

/** Words around the docked phone. */
export const dockWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
