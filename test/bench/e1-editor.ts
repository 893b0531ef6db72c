import type { Page } from "playwright-core";
import { openDesk, setUp, startEditorServer } from "../e2e/open-editor.ts";
import { openBrowser } from "../e2e/open-phone.ts";
import { yamlEditor } from "../e2e/yaml-editor.ts";
import { measureFrames } from "./editor/measure-frames.ts";
import { tenThousandRules } from "./editor/ten-thousand-rules.ts";
import { median } from "./measure.ts";
import type { Bench, BenchResult } from "./result.ts";

const MOST_LIST_MS = 2_000;
const MOST_TRY_MS = 50;
const MOST_CARD_MS = 100;
const LOADS = 7;

/** From entering the address until the rows and their number stand there. */
const loadList = async (page: Page, address: string): Promise<number> => {
  const began = performance.now();
  await page.goto(address);
  await page.getByRole("link", { name: "规则 0", exact: true }).waitFor();
  await page.getByText("共 10000 条").waitFor();
  return performance.now() - began;
};

const within = (id: string, values: readonly number[], most: number, unit: string): BenchResult => {
  const figure = median(values);
  return {
    ...{ id, figure, unit, limit: null, ratio: figure / most },
    ...{ peers: { "the slowest": Math.max(...values) }, goal: `≤ ${most} ms` },
    reached: figure <= most,
  };
};

/** The list of 10,000 rules and what follows a key, in headless Chromium on the clock. */
const run = async (): Promise<readonly BenchResult[]> => {
  const server = await startEditorServer({ files: tenThousandRules() });
  const browser = await openBrowser();
  try {
    const desk = await openDesk(browser);
    await setUp(desk, server);
    const { page } = desk;
    const lists: number[] = [];
    for (let load = 0; load < LOADS; load += 1)
      lists.push(await loadList(page, `${server.url}/a/big/rules?tab=all`));
    const box = page.getByRole("textbox", { name: /^试一试/ });
    await box.fill("词");
    await page.waitForLoadState("networkidle");
    const tries = await measureFrames(box, "词7", ["0", "1", "2", "3", "4", "5", "6", "7"], null);
    await page.goto(`${server.url}/a/big/rules/edit/r77`);
    await yamlEditor(page).open();
    const name = page.getByRole("textbox", { name: "规则名称" });
    const signs = ["一", "二", "三", "四", "五", "六", "七", "八"];
    const cards = await measureFrames(name, "新名", signs, ".view-line");
    return [
      within("E1", lists, MOST_LIST_MS, "ms until the list of 10,000 rules stands there"),
      within("E2", tries, MOST_TRY_MS, "ms from a key in the test box to the next frame"),
      within("E3", cards, MOST_CARD_MS, "ms from a key in the card to its line of YAML"),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
};

export const editorSpeed: Bench = { id: "E1", title: "the editor with 10,000 rules", run };
