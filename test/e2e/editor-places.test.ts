import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";

const SHEET = `编号,名称,地址,纬度,经度,坐标系
airport,机场店,虹桥机场 2 号楼,31.1979,121.3363,wgs84
broken,坏行,,131,121,
west,四马路店,上海市黄浦区西藏中路 180 号,,,
`;

describe("the page of places", { timeout: 120_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const open = async (): Promise<void> => {
    await desk.page.goto(`${server.url}/a/coffee/places?lang=zh-CN`);
    await desk.page.getByRole("heading", { name: "门店与地点" }).waitFor();
    await desk.page.waitForLoadState("networkidle");
  };
  const fileText = async (): Promise<string> => {
    const path = `${server.url}/api/accounts/coffee/files/places.yaml`;
    return ((await (await desk.context.request.get(path)).json()) as { readonly text: string })
      .text;
  };
  const row = (name: string) =>
    desk.page.getByRole("table", { name: "地点" }).getByRole("row", { name });

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["coffee"] });
    desk = await openDesk(browser);
    await setUp(desk, server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("lists the places with the rules that use them, and searches", async () => {
    const { page } = desk;
    await open();
    await page.getByText("共 3 个").waitFor();
    await row("人民广场店").getByRole("link", { name: "路过人民广场" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("searchbox", { name: /查找/ }).fill("陆家");
    await page.getByText("1 / 3 个").waitFor();
    expect(await row("人民广场店").count()).toBe(0);
    await page.getByRole("searchbox", { name: /查找/ }).fill("没有这家");
    await page.getByText("没有符合的地点。").waitFor();
  });

  it("adds a place at the position of its address, says what is wrong where it is, and undoes it", async () => {
    const { page } = desk;
    await open();
    const before = await fileText();
    await page.getByRole("button", { name: "新建地点" }).click();
    const dialog = page.getByRole("dialog", { name: "新建地点" });
    await dialog.getByLabel("名称").fill("四马路店");
    await dialog.getByLabel("编号").fill("west");
    await dialog.getByLabel("地址").fill("上海市黄浦区");
    await dialog.getByRole("button", { name: "取坐标" }).click();
    await page.getByText(/map-imprecise/).waitFor();
    await dialog.getByLabel("地址").fill("上海市黄浦区西藏中路 180 号");
    await dialog.getByRole("button", { name: "取坐标" }).click();
    await page.getByText("已按地址取到坐标（GCJ-02），存之前请在图上核对").waitFor();
    expect(await dialog.getByLabel("纬度").inputValue()).toMatch(/^31\.\d+$/);
    await dialog.getByLabel("营业时间").fill("九点");
    await dialog.getByRole("button", { name: "存入草稿" }).click();
    await dialog.getByText(/“九点”的写法不对/).waitFor();
    expect(await dialog.getByLabel("营业时间").getAttribute("aria-invalid")).toBe("true");
    expect(await fileText()).toBe(before);
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel("营业时间").fill("09:00-12:00, 13:00-18:00");
    await dialog.getByRole("button", { name: "存入草稿" }).click();
    await page.getByText("共 4 个").waitFor();
    const after = await fileText();
    expect(after.startsWith(before.trimEnd())).toBe(true);
    expect(after).toContain("hours: [09:00-12:00, 13:00-18:00]");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("Control+z");
    await page.getByText("共 3 个").waitFor();
    expect(await fileText()).toBe(before);
  });

  it("moves a place by the keyboard alone, and keeps every other byte", async () => {
    const { page } = desk;
    await open();
    const before = await fileText();
    await page.getByRole("button", { name: "编辑 陆家嘴店" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "编辑地点" });
    const pin = dialog.getByRole("button", { name: /^位置 31\.2363, 121\.5055/ });
    await pin.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+ArrowRight");
    const lat = await dialog.getByLabel("纬度").inputValue();
    const lng = await dialog.getByLabel("经度").inputValue();
    expect(Number(lat)).toBeGreaterThan(31.2363);
    expect(Number(lng)).toBeGreaterThan(121.5055);
    expect(Number(lng) - 121.5055).toBeLessThan(Number(lat) - 31.2363);
    await dialog.getByRole("button", { name: "存入草稿" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("已存入草稿").waitFor();
    await dialog.waitFor({ state: "hidden" });
    expect(await fileText()).toBe(
      before.replace("lat: 31.2363, lng: 121.5055", `lat: ${lat}, lng: ${lng}`),
    );
    await row(lat).waitFor();
  });

  it("imports a sheet: names the bad row, gets positions, never counts them anew", async () => {
    const { page } = desk;
    await open();
    await page.getByRole("button", { name: "从表格导入" }).click();
    const dialog = page.getByRole("dialog", { name: "从表格导入地点" });
    await dialog.getByLabel("或把表格粘贴在这里").fill(SHEET);
    await dialog.getByRole("button", { name: "预览" }).click();
    await dialog.getByText("能导入 2 行", { exact: true }).waitFor();
    await dialog.getByText(/第 3 行.*131,121.*place-row-position/).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "给 1 个只有地址的取坐标" }).click();
    await dialog.getByRole("cell", { name: /^31\.2\d+, 121\.4/ }).waitFor();
    await dialog.getByRole("button", { name: "导入 2 行到草稿" }).click();
    await page.getByText("共 5 个").waitFor();
    const text = await fileText();
    expect(text).toContain("lat: 31.1979\n    lng: 121.3363\n    datum: wgs84\n");
    await row("机场店").getByText("WGS84").waitFor();
  });

  it("deletes a place from the draft, and brings it back", async () => {
    const { page } = desk;
    await open();
    await page.getByRole("button", { name: "删除 徐家汇店" }).click();
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("共 4 个").waitFor();
    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByText("共 5 个").waitFor();
  });

  it("is not too wide for a phone, and speaks English", async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/a/coffee/places?lang=en`);
    await page.getByRole("heading", { name: "Places", level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    const isTooWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    expect(await page.evaluate(isTooWide)).toBe(false);
    await page.getByRole("button", { name: "New place" }).click();
    const dialog = page.getByRole("dialog", { name: "New place" });
    await dialog.getByRole("img", { name: /^Map: 5 places/ }).waitFor();
    expect(await page.evaluate(isTooWide)).toBe(false);
    expect(await violations(page)).toEqual([]);
  });

  it("never breaks the policy", () => {
    expect(desk.complaints.filter((text) => !text.includes("422"))).toEqual([]);
  });
});
