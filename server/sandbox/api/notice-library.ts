/** Categories of the small public library that this sandbox has. */
export const categories = [
  { id: 616, name: "公交" },
  { id: 307, name: "餐饮服务" },
] as const;

/** Public titles: type 2 once, 3 long-term. */
export const titlesOf = [
  { tid: 99, title: "取货通知", type: 2, categoryId: "307" },
  { tid: 401, title: "会议开始提醒", type: 2, categoryId: "616" },
  { tid: 1128, title: "优惠券到期提醒", type: 3, categoryId: "307" },
] as const;

const keywords = [
  { kid: 1, name: "物品名称", example: "拿铁", rule: "thing" },
  { kid: 2, name: "时间", example: "2026-11-23 10:00", rule: "time" },
  { kid: 3, name: "地点", example: "西店", rule: "thing" },
  { kid: 4, name: "单号", example: "A2026", rule: "character_string" },
  { kid: 5, name: "金额", example: "28.00元", rule: "amount" },
] as const;

/** Keywords of a public title; none for a title that does not exist. */
export const keywordsOf = (tid: number): readonly (typeof keywords)[number][] =>
  titlesOf.some((one) => one.tid === tid) ? keywords : [];
