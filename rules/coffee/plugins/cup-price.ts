import { defineAction, Type } from "yingda/plugin";

const PRICES: Readonly<Record<string, number>> = { 美式: 18, 拿铁: 24, 桂花拿铁: 28 };

/** Looks a coffee's price up, in yuan; 0 for one we do not make. */
export const cupPrice = defineAction({
  name: "cup-price",
  title: { "zh-CN": "查咖啡价格", en: "Look up a coffee's price" },
  params: Type.Object({
    coffee: Type.String({ "x-template": "text" }),
    save: Type.String({ default: "price" }),
  }),
  sentence: {
    "zh-CN": "查「{params.coffee}」的价格",
    en: 'look up the price of "{params.coffee}"',
  },
  run: ({ params }) => ({ captured: { [params.save]: PRICES[params.coffee.trim()] ?? 0 } }),
});
