import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const axe = readFileSync(
  new URL("../../node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8",
);
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Colours that are on their way are none that anybody reads. */
const settled = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  .map(({ finished }) => finished))`;

/** What axe finds on the page as it stands, an element a line. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(settled);
  await page.evaluate(axe);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`;
  return page.evaluate<readonly string[]>(run);
};
