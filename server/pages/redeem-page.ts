import { textOfCode } from "../errors.ts";
import { redeemOrder } from "../pay/order-desk.ts";
import { plainCode, spacedCode } from "../pay/order-numbers.ts";
import type { OrderRow } from "../storage/orders.ts";
import { field, form, mistake } from "./form.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import { result } from "./layout.ts";
import { isOpenVoucher, orderLines } from "./order-words.ts";
import type { Page, PageAnswer, PageDesk, Visit } from "./page.ts";

const CODE_MOST = 24;

/** Who carries the tag that `account.yaml` names may redeem; nobody else learns whether a code is one. */
const isStaff = async ({ account, openid }: Visit, desk: PageDesk): Promise<boolean> => {
  if (account.staff === undefined) return false;
  const follower = await desk.library.followers.find(account.id, openid);
  return follower?.tags.includes(account.staff) ?? false;
};
const notStaff = ({ language }: Visit): PageAnswer => ({
  status: 403,
  body: result({
    title: say(language, "只有店员能核销", "Only staff may redeem"),
    text: say(
      language,
      "请把券码给店员看；店员请让管理员打上店员标签。",
      "Show your code to the staff. If you are staff, ask for the staff tag.",
    ),
    isGood: false,
  }),
});

const enter = (visit: Visit, wrong: string | null): Html => {
  const { language } = visit;
  const label = say(language, "券码", "Code");
  return html`<h1>${say(language, "核销", "Redeem")}</h1>${mistake(wrong)}${form(
    visit,
    html`<button class="button plain" type="button" id="scan-code" hidden>${say(language, "扫一扫", "Scan")}</button><div class="cells">${field({ name: "code", label, mode: "numeric", most: CODE_MOST })}</div><button class="button" type="submit">${say(language, "查券", "Look up")}</button>`,
  )}`;
};
const confirm = (row: OrderRow, visit: Visit): Html => {
  const { language } = visit;
  const { code } = row.order;
  return html`<h1>${say(language, "核销这张券？", "Redeem this voucher?")}</h1><p class="code lead">${spacedCode(code)}</p>${orderLines(row, visit)}${form(
    visit,
    html`<input type="hidden" name="code" value="${code}"><input type="hidden" name="step" value="redeem"><button class="button" type="submit">${say(language, "确认核销", "Redeem")}</button>`,
  )}<a class="button plain" href="${visit.path}">${say(language, "换一张", "Another one")}</a>`;
};
const cannot = (visit: Visit, row: OrderRow, code: string): PageAnswer => {
  const { language } = visit;
  const more = html`${orderLines(row, visit)}<a class="button plain" href="${visit.path}">${say(language, "换一张", "Another one")}</a>`;
  return {
    status: 409,
    body: result({
      title: say(language, "不能核销", "It cannot be redeemed"),
      text: `${textOfCode(code).means[language]}${say(language, "。", ".")}`,
      isGood: false,
      more,
    }),
  };
};

const look = async (visit: Visit, desk: PageDesk, typed: string): Promise<PageAnswer> => {
  const { account, language } = visit;
  const row = await desk.orders.orders.byCode(account.id, plainCode(typed));
  if (row === null) {
    const wrong = say(
      language,
      "没有这张券，请核对券码。",
      "There is no such voucher. Please check the code.",
    );
    return { status: 422, body: enter(visit, wrong) };
  }
  if (!isOpenVoucher(row)) return cannot(visit, row, `order-${row.state}`);
  return { body: confirm(row, visit) };
};

const redeem = async (visit: Visit, desk: PageDesk, code: string): Promise<PageAnswer> => {
  const { account, language, openid } = visit;
  const row = await desk.orders.orders.byCode(account.id, plainCode(code));
  if (row === null) return look(visit, desk, code);
  const redeemed = await redeemOrder(desk.orders, account.id, { no: row.order.no, by: openid });
  if (!redeemed.ok) return cannot(visit, redeemed.row ?? row, redeemed.code);
  const more = html`${orderLines(redeemed.row, visit)}<a class="button" href="${visit.path}">${say(language, "下一张", "Next one")}</a>`;
  const text = say(language, "可以给顾客服务了。", "The customer may be served.");
  return {
    body: result({ title: say(language, "核销成功", "Redeemed"), text, isGood: true, more }),
  };
};

/** Where staff redeem vouchers: scanned or typed, looked at, confirmed, once. */
export const redeemPage: Page = {
  name: "redeem",
  title: { "zh-CN": "核销", en: "Redeem" },
  scope: "snsapi_base",
  jsApis: ["scanQRCode"],
  show: async (visit, desk) => {
    if (!(await isStaff(visit, desk))) return notStaff(visit);
    if (visit.subject === "") return { body: enter(visit, null) };
    return look(visit, desk, visit.subject);
  },
  take: async (visit, read, desk) => {
    if (!(await isStaff(visit, desk))) return notStaff(visit);
    const code = read("code");
    return read("step") === "redeem" ? redeem(visit, desk, code) : look(visit, desk, code);
  },
};
