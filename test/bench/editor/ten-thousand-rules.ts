import { accountFile } from "../../e2e/product/account-file.ts";

const FILES = 25;
const RULES_A_FILE = 400;

const ruleText = (n: number): string =>
  `  - id: r${n}\n    name: 规则 ${n}\n    when: [{ text: { has: [词${n}, 话${n}] } }]\n    then: [{ reply: 回答 ${n} }]\n`;

/** The files of an account `big` of 10,000 keyword rules, by path. */
export const tenThousandRules = (): Readonly<Record<string, string>> => {
  const files: Record<string, string> = {
    "big/account.yaml": accountFile({ id: "big", number: "0001", mayWriteLater: true }),
  };
  for (let file = 0; file < FILES; file += 1) {
    const rules = Array.from({ length: RULES_A_FILE }, (_, n) => ruleText(file * RULES_A_FILE + n));
    files[`big/${String(file).padStart(2, "0")}.yaml`] = `rules:\n${rules.join("")}`;
  }
  return files;
};
