import type { Page } from "playwright-core";

/** Monaco on the page: it shows only some lines as elements, so that one types into it and reads lines. */
export const yamlEditor = (page: Page) => {
  const pane = page.getByRole("region", { name: "规则的 YAML" });
  const lines = pane.locator(".view-line");
  return {
    open: async (): Promise<void> => {
      const toggle = page.getByRole("button", { name: /^(?:显示|隐藏) YAML$/ });
      if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
      await lines.first().waitFor();
    },
    /** Types above everything that is there. */
    typeAbove: async (text: string): Promise<void> => {
      await lines.first().click();
      await page.keyboard.press("Control+Home");
      await page.keyboard.insertText(text);
    },
    /** Resolves once a line shows this; spaces of code are no usual spaces. */
    shows: (text: string): Promise<void> =>
      lines
        .filter({ hasText: new RegExp(text.replaceAll(" ", "\\s")) })
        .first()
        .waitFor(),
  };
};
