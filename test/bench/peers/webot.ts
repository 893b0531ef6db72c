import { createRequire } from "node:module";

interface WeBot {
  readonly set: (rule: { readonly pattern: RegExp; readonly handler: string }) => void;
  readonly reply: (
    info: { readonly text: string; readonly type: string },
    done: (error: unknown, info: { readonly reply?: string }) => void,
  ) => void;
}
const { Webot } = createRequire(import.meta.url)("webot") as { readonly Webot: new () => WeBot };

const literal = (text: string): RegExp => new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));

/** webot 0.1.10, one pattern a rule. */
export const makeWebot = (keywords: readonly string[]): ((text: string) => Promise<boolean>) => {
  const bot = new Webot();
  keywords.forEach((keyword, place) => {
    bot.set({ pattern: literal(keyword), handler: `答复 ${place}` });
  });
  return (text) =>
    new Promise((settle) => {
      bot.reply({ text, type: "text" }, (_, info) => settle(info.reply !== undefined));
    });
};

/** Whether it survives a message that no rule matches: it walks its rules by recursion. */
export const survives = async (bot: (text: string) => Promise<boolean>): Promise<boolean> => {
  try {
    await bot("\u0001");
    return true;
  } catch {
    return false;
  }
};
