import type { Both } from "./text.ts";

const zhCn = {
  title: "手机",
  of: "手机里跑的是",
  ofs: { draft: "草稿", published: "线上" },
  saveTest: "存为测试用例",
  fullPage: "单独打开",
  noSandbox: "真实的公众号没有演示手机；请用自己的微信，或看草稿。",
  nothing: "还没说过话",
};

const en: typeof zhCn = {
  title: "Phone",
  of: "The phone runs",
  ofs: { draft: "Draft", published: "Published" },
  saveTest: "Save as test",
  fullPage: "On its own page",
  noSandbox: "A real account has no demo phone: use your own, or try the draft.",
  nothing: "Nothing was said yet",
};

/** Words around the docked phone. */
export const dockWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
