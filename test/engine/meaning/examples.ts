import type { Taught } from "../../../engine/meaning/taught.ts";

/** A rule with example sentences, as the compiler would find it. */
export const taught = (rule: string, ...texts: readonly string[]): Taught => ({
  rule,
  path: `rules/${rule}/when/0`,
  examples: texts.map((text, place) => ({
    text,
    path: `rules/${rule}/when/0/text/means/${place}`,
  })),
});

/** What three rules of a shop are for. */
export const SHOP: readonly Taught[] = [
  taught("way", "店怎么走", "你们在哪里", "地址是什么", "坐什么车能到店里", "离地铁站远吗"),
  taught(
    "refund",
    "我要退款",
    "怎么退货",
    "买错了可以退吗",
    "钱什么时候退给我",
    "不想要了能退钱吗",
  ),
  taught("invoice", "怎么开发票", "可以开电子发票吗", "发票抬头写错了", "我要报销用的发票"),
];
