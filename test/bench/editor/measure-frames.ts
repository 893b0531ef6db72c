import type { Locator } from "playwright-core";

const PAUSE_MS = 300;

/** Runs in the page: types into the focused field as the browser would tell of it, and waits for the frame that shows it. */
const typing = (text: string, shown: string | null): string => `(async () => {
  const text = ${JSON.stringify(text)}, shown = ${JSON.stringify(shown)};
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const isThere = () => shown === null ||
    [...document.querySelectorAll(shown)].some((line) => line.textContent.includes(text));
  const began = performance.now();
  set.call(document.activeElement, text);
  document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
  do await frame(); while (!isThere() && performance.now() - began < 5000);
  return performance.now() - began;
})()`;

/** For each sign: ms from typing it behind `start` until the next frame, or until an element `shown` holds the text. */
export const measureFrames = async (
  field: Locator,
  start: string,
  signs: readonly string[],
  shown: string | null,
): Promise<readonly number[]> => {
  const times: number[] = [];
  let text = start;
  await field.focus();
  for (const sign of signs) {
    text += sign;
    times.push(await field.page().evaluate<number>(typing(text, shown)));
    await field.page().waitForTimeout(PAUSE_MS);
  }
  return times;
};
