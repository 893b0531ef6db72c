import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import { filedNames, isNamed, namesOf, sampleName } from "./filed.ts";
import { namesParams, namesShort } from "./shapes.ts";

const Button = resource("menu-key", "warn");

/** A tap on a menu button, whatever it opens. */
export const menu = defineTrigger({
  name: "menu",
  title: { "zh-CN": "点击菜单", en: "Menu tap" },
  help: {
    "zh-CN":
      "点了这个 key 的菜单按钮，不论它打开什么；网页按钮写它的网址。末尾可用 * 表示以此开头，any 表示任意按钮。",
    en: "A tap on the button with this key, whatever it opens; a url button by its address. A trailing * stands for every key that begins so, any for every button.",
  },
  group: "menu",
  params: namesParams(Button),
  short: namesShort(Button),
  sentence: { "zh-CN": "点击菜单「{params.names}」", en: 'menu tap "{params.names}"' },
  needs: [],
  example: "menu: HOURS",
  on: ["menu"],
  index: (params) => filedNames("menu", params.names),
  names: (event) => (event.kind === "menu" ? namesOf("menu", event.button) : []),
  match: (params, event) =>
    event.kind === "menu" && isNamed(params.names, event.button) ? {} : null,
  sample: (params) => {
    const key = sampleName(params.names);
    return key === null ? null : { menu: key };
  },
});
