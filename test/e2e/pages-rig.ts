import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Product, World } from "./product/product.ts";
import { makeWorld, startProduct } from "./product/product.ts";

/** The example accounts, being served, with the local WeChat. */
export const startExamples = async (): Promise<{ product: Product; world: World }> => {
  const world = makeWorld({ examples: (text) => text });
  return { world, product: await startProduct(world) };
};

/** A follower's phone: the browser that the local WeChat takes for theirs. */
export interface Held {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: errors of scripts, refused loads, breaches of the policy. */
  readonly complaints: readonly string[];
}

/** Opens a browser of the width of a phone and tells the local WeChat who holds it. */
export const holdPhone = async (
  browser: Browser,
  product: Product,
  of: { readonly account: string; readonly from: string; readonly locale?: string },
): Promise<Held> => {
  const { account, from, locale = "zh-CN" } = of;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale });
  await product.ask("POST", "/followers", { account, followers: [{ name: from, nickname: from }] });
  await context.request.post(`${product.url}/sandbox/api/sign-in`, { data: { account, from } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return { page, context, complaints };
};

/** The address in the last text that a follower saw. */
export const lastLink = async (
  product: Product,
  { account, from }: { readonly account: string; readonly from: string },
): Promise<string> => {
  const text = (await product.seenTexts(account, from)).at(-1) ?? "";
  const href = /<a href="([^"]+)">/.exec(text)?.[1];
  if (href === undefined) throw new Error(`no link in: ${text}`);
  return href.replaceAll("&amp;", "&");
};

/** Whether anything stands out of a page to its side. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>("document.documentElement.scrollWidth > window.innerWidth");
