import { useState } from "react";
import { createRoot } from "react-dom/client";
import type { ResourceNames } from "../../../../editor/forms/form-context.ts";
import { NO_NAMES } from "../../../../editor/forms/form-context.ts";
import type { ConditionReport } from "../../../../editor/rules/card/card-context.ts";
import { RuleEditor } from "../../../../editor/rules/card/rule-editor.tsx";
import { Theme } from "../../../../editor/shell/theme.tsx";
import { LanguageProvider } from "../../../../editor/strings/language.tsx";
import type { PluginActionData } from "../../../../engine/index.ts";
import { makeRegistry, pluginAction, withBuiltIn } from "../../../../engine/index.ts";
import "../../../../editor/shell/base.css";
import "../../../../editor/rules/page/rule-page.css";
import { fullRule } from "./full-rule.ts";

const coupon: PluginActionData = {
  kind: "action",
  plugin: "coupon",
  name: "coupon",
  title: { "zh-CN": "发优惠券", en: "Send a voucher" },
  help: { "zh-CN": "从优惠券后台发一张券。", en: "Sends a voucher." },
  group: "plugin",
  params: {
    type: "object",
    properties: {
      id: { type: "string", title: "券编号", description: "在优惠券后台查看", minLength: 1 },
      count: { type: "integer", title: "张数", minimum: 1, default: 1 },
      at: { type: "string", title: "何时", enum: ["now", "later"], default: "now" },
    },
    required: ["id"],
    additionalProperties: false,
  },
  short: null,
  sentence: { "zh-CN": "发券「{params.id}」", en: 'voucher "{params.id}"' },
  needs: [],
  example: "coupon: { id: A1 }",
  traits: [],
  captures: [],
  canSimulate: true,
};
const registry = makeRegistry(
  withBuiltIn({ triggers: [], facts: [], operators: [], actions: [pluginAction(coupon)] }),
);
const names: ResourceNames = {
  ...NO_NAMES,
  tags: ["VIP", "会员", "询价"],
  channels: [{ id: "poster-01", name: "地铁海报一" }],
  rules: [{ id: "hours", name: "营业时间" }],
  places: [{ id: "west", name: "西店" }],
  menuKeys: [{ id: "HOURS", name: "营业时间" }],
  vars: ["phone"],
};
const asked = new URLSearchParams(location.search);
const reports: readonly ConditionReport[] = asked.has("live")
  ? [
      { path: "rules/price/if/all/0", holds: true, expected: "VIP", actual: ["VIP"] },
      { path: "rules/price/if/all/1", holds: false, expected: "09:00-18:00", actual: "20:31" },
    ]
  : [];

const Story = () => {
  const [text, setText] = useState(() => sessionStorage.getItem("rule") ?? fullRule);
  // A test's way to write what no card would.
  Object.assign(window, { setRuleText: setText });
  const [hasYaml, setYaml] = useState(asked.has("yaml"));
  return (
    <>
      <RuleEditor
        {...{ text, registry, names, reports, hasYaml }}
        rule="price"
        onText={setText}
        onYaml={setYaml}
        isReadOnly={asked.has("read")}
      />
      <output hidden id="text">
        {text}
      </output>
    </>
  );
};

const root = document.getElementById("story");
if (root !== null)
  createRoot(root).render(
    <LanguageProvider>
      <Theme>
        <h1>价格咨询</h1>
        <Story />
      </Theme>
    </LanguageProvider>,
  );
