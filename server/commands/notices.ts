import { createNoticeTemplates } from "../notices/templates.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { withApi } from "./with-api.ts";

const SORTS = {
  template: { "zh-CN": "模板消息", en: "template message" },
  subscription: { "zh-CN": "订阅通知", en: "subscription notice" },
} as const;

/** Lists an account's templates with their fields: what `templates` and `data` may name. */
export const notices: Command = {
  name: "notices",
  usage: "ACCOUNT",
  help: {
    "zh-CN": "列出公众号的通知模板：编号和字段",
    en: "list an account's notice templates: ids and fields",
  },
  run: async ([account, ...rest], io) => {
    if (account === undefined || rest.length > 0) throw new UsageError("an account is needed");
    return withApi(io, account, async ({ client }) => {
      const listed = await createNoticeTemplates(Date.now).list(account, client.api(account));
      if (!listed.ok) {
        io.err(`${listed.code} ${listed.errmsg}: ${listed.remedy[io.lang]}`);
        return 1;
      }
      for (const { id, title, sort, fields } of listed.data) {
        io.out(`${id}  ${title}（${SORTS[sort][io.lang]}）`);
        for (const { name, label } of fields) io.out(`  ${name}  ${label}`);
      }
      return 0;
    });
  },
};
