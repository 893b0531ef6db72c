import { describe, expect, it } from "vitest";
import { isPluginName, pluginTemplate } from "../../../server/plugins/plugin-template.ts";
import { startHost } from "./hosts.ts";

const files = Object.fromEntries(
  pluginTemplate("say-hello").map(({ file, text }) => [file.replace("plugins/", ""), text]),
);

describe("the plugin that `yingda plugin new` writes", () => {
  it("loads as it is and answers", async () => {
    const { host, ask } = await startHost({ "say-hello.ts": files["say-hello.ts"] ?? "" });
    expect(host.problems("shop")).toEqual([]);
    const follower = { tags: ["老朋友"], values: {} };
    const args = { plugin: "say-hello", use: "say-hello", params: { who: "小明" }, follower };
    expect(await ask("say-hello", {}, { args })).toMatchObject({
      kind: "done",
      value: { say: [{ kind: "text", text: "小明，又见面了！" }] },
    });
  });
  it("comes with a rule that uses it and tests of that rule", () => {
    expect(files["say-hello.yaml"]).toContain('- say-hello: "{{ rest }}"');
    expect(files["say-hello.yaml"]).toContain("tests:");
  });
  it("takes only names that a rule can write", () => {
    expect(["say-hello", "a1"].map(isPluginName)).toEqual([true, true]);
    expect(["Say", "../x", "", "1a", "a b"].map(isPluginName)).toEqual(Array(5).fill(false));
  });
});
