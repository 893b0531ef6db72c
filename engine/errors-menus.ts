import type { DiagnosticTable } from "./schema/diagnostic.ts";

/** What the platform would refuse, or never show, of menus and channels that are written correctly. */
export const menuErrors = {
  "menu-without-default": {
    severity: "warning",
    says: {
      "zh-CN": "没有默认菜单（menu 是空的），个性化菜单发布不了。",
      en: "there is no default menu (menu is empty), so conditional menus cannot be published.",
    },
  },
  "menu-tag-twice": {
    severity: "warning",
    says: {
      "zh-CN": "标签“{tag}”前面已有个性化菜单，这一个永远不会显示。",
      en: 'a conditional menu for the tag "{tag}" stands above; this one is never shown.',
    },
  },
  "menu-tag-unlisted": {
    severity: "warning",
    says: {
      "zh-CN":
        "标签“{tag}”没有写在 account.yaml 的 tags 里，不会同步到微信，没有人看得到这个菜单。",
      en: 'the tag "{tag}" does not stand under tags in account.yaml, so WeChat never hears of it and nobody sees this menu.',
    },
  },
  "menu-hosts": {
    severity: "warning",
    says: {
      "zh-CN": "这个个性化菜单链接到 {count} 个不同的域名，微信最多允许 {max} 个。",
      en: "this conditional menu links to {count} different hosts; WeChat allows {max}.",
    },
  },
} as const satisfies DiagnosticTable;
