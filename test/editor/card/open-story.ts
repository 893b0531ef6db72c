import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";

/** The policy of every page of the editor (editor.md §9), word for word. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

/** The story page, built and served under the editor's policy. */
export interface Story {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds the story page as the editor is built, and serves it. */
export const serveStory = async (): Promise<Story> => {
  const folder = await mkdtemp(join(tmpdir(), "story-"));
  const root = fileURLToPath(new URL("story/", import.meta.url));
  await build({
    configFile: false,
    root,
    logLevel: "error",
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      minify: false,
      modulePreload: { polyfill: false },
    },
    worker: { format: "es" },
  });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
    const file = path === "/" ? "/index.html" : path;
    readFile(join(folder, file)).then(
      (body) => {
        response.setHeader("content-security-policy", POLICY);
        response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
        response.end(body);
      },
      () => {
        // Browsers ask for an icon whether there is one or not.
        response.statusCode = path === "/favicon.ico" ? 204 : 404;
        response.end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** A page, and what the browser complained about: errors of scripts, breaches of the policy. */
export interface OpenStory {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}
export const openStory = async (
  browser: Browser,
  story: Story,
  { query = "", rule = "", width = 1280, height = 800 } = {},
): Promise<OpenStory> => {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  if (rule !== "") await page.addInitScript((text) => sessionStorage.setItem("rule", text), rule);
  await page.goto(`${story.url}${query}`);
  await page.getByRole("region", { name: /规则卡片|Rule card/ }).waitFor();
  return { page, complaints, close: () => context.close() };
};
