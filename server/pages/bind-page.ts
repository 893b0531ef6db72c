import type { Names } from "../../engine/index.ts";
import type { Binding, BindingKind, WaitingNumber } from "../storage/library.ts";
import { sendCode } from "./bind-code.ts";
import { field, form, mistake } from "./form.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import { backToChat, result } from "./layout.ts";
import type { Form, Page, PageAnswer, PageDesk, Visit } from "./page.ts";
import { pageEvent } from "./page.ts";

/** Guesses at one code; then another one must be asked for. */
export const TRIES = 5;

const hidden = (step: string): Html => html`<input type="hidden" name="step" value="${step}">`;
const button = (text: string, kind = ""): Html =>
  html`<button class="button${kind}" type="submit">${text}</button>`;

const askNumber = (visit: Visit, wrong: string | null, number = ""): PageAnswer => {
  const { language } = visit;
  const label = say(language, "号码", "Number");
  const cell = field({
    name: "number",
    label,
    value: number,
    type: "tel",
    mode: "numeric",
    most: 40,
  });
  const lead = say(
    language,
    "填写卡号或手机号，我们会发一条验证码确认是你本人。",
    "Give a card or phone number; a code will show that it is yours.",
  );
  return {
    status: wrong === null ? 200 : 422,
    body: html`<h1>${say(language, "绑定账户", "Bind your account")}</h1><p class="lead">${lead}</p>${mistake(wrong)}${form(visit, html`${hidden("number")}<div class="cells">${cell}</div>${button(say(language, "发送验证码", "Send a code"))}`)}`,
  };
};

const askCode = (
  visit: Visit,
  tail: string,
  more: { wrong?: string; shown?: string },
): PageAnswer => {
  const { language } = visit;
  const cell = field({
    name: "code",
    label: say(language, "验证码", "Code"),
    mode: "numeric",
    most: 6,
    complete: "one-time-code",
  });
  const sent = say(
    language,
    `验证码已发往尾号 ${tail} 登记的手机，10 分钟内有效。`,
    `A code is on its way to the phone known for the number ending in ${tail}. It serves for 10 minutes.`,
  );
  const shown =
    more.shown === undefined
      ? null
      : html`<p class="note">${say(language, `本机沙盒不发短信，验证码是 ${more.shown}。`, `This local WeChat sends no texts; the code is ${more.shown}.`)}</p>`;
  return {
    status: more.wrong === undefined ? 200 : 422,
    body: html`<h1>${say(language, "输入验证码", "Enter the code")}</h1><p class="lead">${sent}</p>${shown}${mistake(more.wrong ?? null)}${form(visit, html`${hidden("code")}<div class="cells">${cell}</div>${button(say(language, "确定", "Confirm"))}`)}${form(visit, html`${hidden("again")}${button(say(language, "换一个号码", "Use another number"), " plain")}`)}`,
  };
};

const showBound = (visit: Visit, { tail }: Binding): PageAnswer => {
  const { language } = visit;
  const title = say(language, "已绑定", "Your account is bound");
  const text = say(language, `尾号 ${tail}`, `The number ends in ${tail}.`);
  const unbind = form(
    visit,
    html`${hidden("unbind")}${button(say(language, "解除绑定", "Unbind"), " warn")}`,
  );
  const more = html`${backToChat(language)}${unbind}`;
  return { body: result({ title, text, isGood: true, more }) };
};

const askSure = (visit: Visit, { tail }: Binding): PageAnswer => {
  const { language } = visit;
  const title = say(language, "确定要解除吗？", "Really unbind?");
  const text = say(
    language,
    `解除后，尾号 ${tail} 不再和你的微信关联。`,
    `The number ending in ${tail} will not belong to your WeChat any more.`,
  );
  const sure = form(
    visit,
    html`${hidden("sure")}${button(say(language, "确定解除", "Unbind"), " warn")}`,
  );
  const keep = html`<a class="button plain" href="${visit.path}">${say(language, "不了", "Keep it")}</a>`;
  return { body: html`<h1>${title}</h1><p class="lead">${text}</p>${sure}${keep}` };
};

const isOver = (visit: Visit): PageAnswer =>
  askNumber(
    visit,
    say(
      visit.language,
      "验证码已失效，请重新发送。",
      "This code does not serve any more. Please ask for another.",
    ),
  );

const boundEvent = (visit: Visit, waiting: WaitingNumber, desk: PageDesk) => {
  const { kind, tail, customer, phone } = waiting;
  const known = Object.entries({ customer, phone }).filter(([, value]) => value !== "");
  const fields: Names = { bound: kind, tail, ...Object.fromEntries(known) };
  return pageEvent(visit, { name: "bound", fields }, desk);
};

/** That a number may be kept with this follower, or not any longer. */
const noteConsent = (
  { account, openid }: Visit,
  of: { readonly what: BindingKind; readonly isGiven: boolean },
  { library, nowMs }: PageDesk,
): Promise<void> =>
  library.privacy.noteConsent(account.id, openid, {
    ...of,
    source: "page",
    atMs: nowMs(account.id),
  });

const bind = async (visit: Visit, waiting: WaitingNumber, desk: PageDesk): Promise<PageAnswer> => {
  const { account, openid, language } = visit;
  const { bindings } = desk.library;
  const event = boundEvent(visit, waiting, desk);
  const done = await bindings.bind(account.id, openid, { waiting, event });
  if (done === "over") return isOver(visit);
  if (done === "taken") {
    await bindings.forget(account.id, openid);
    const text = say(
      language,
      "这个号码已经绑定了别的微信，请先在那边解除。",
      "This number is bound to another WeChat. Please unbind it there first.",
    );
    return askNumber(visit, text);
  }
  await noteConsent(visit, { what: waiting.kind, isGiven: true }, desk);
  const title = say(language, "绑定成功", "Done");
  const text = say(language, `尾号 ${waiting.tail}`, `The number ends in ${waiting.tail}.`);
  return { body: result({ title, text, isGood: true, more: backToChat(language) }) };
};

const takeCode = async (visit: Visit, read: Form, desk: PageDesk): Promise<PageAnswer> => {
  const { account, openid, language } = visit;
  const { bindings } = desk.library;
  const waiting = await bindings.waiting(account.id, openid);
  if (waiting === null) return isOver(visit);
  const code = desk.mark("code", account.id, openid, waiting.numberKey, read("code").trim());
  const tried = await bindings.tryCode(account.id, openid, { code, most: TRIES });
  if (tried === "over") return isOver(visit);
  if (tried === "right") return bind(visit, waiting, desk);
  const wrong = say(
    language,
    "验证码不对，请再看一下。",
    "This is not the code. Please look again.",
  );
  return askCode(visit, waiting.tail, { wrong });
};

const takeNumber = async (visit: Visit, read: Form, desk: PageDesk): Promise<PageAnswer> => {
  const written = read("number");
  const sent = await sendCode(visit, written, desk);
  if ("wrong" in sent) return askNumber(visit, sent.wrong, written.slice(0, 40));
  return askCode(visit, sent.tail, sent.shown === null ? {} : { shown: sent.shown });
};

const show = async (visit: Visit, { library: { bindings } }: PageDesk): Promise<PageAnswer> => {
  const { account, openid } = visit;
  const binding = await bindings.find(account.id, openid);
  if (binding !== null) return showBound(visit, binding);
  const waiting = await bindings.waiting(account.id, openid);
  return waiting === null ? askNumber(visit, null) : askCode(visit, waiting.tail, {});
};

const unbind = async (visit: Visit, desk: PageDesk): Promise<PageAnswer> => {
  const { account, openid, language } = visit;
  const event = pageEvent(visit, { name: "unbound", fields: {} }, desk);
  const binding = await desk.library.bindings.find(account.id, openid);
  const done = await desk.library.bindings.unbind(account.id, openid, event);
  if (done === "done" && binding !== null)
    await noteConsent(visit, { what: binding.kind, isGiven: false }, desk);
  const title = say(language, "已解除绑定", "Unbound");
  const text = say(language, "我们不再保存这个号码。", "This number is not kept any more.");
  return { body: result({ title, text, isGood: true, more: backToChat(language) }) };
};

/** A card or phone number becomes the follower's, proven by a code that the account's own system sends; and is given up here. */
export const bindPage: Page = {
  name: "bind",
  title: { "zh-CN": "绑定账户", en: "Bind your account" },
  scope: "snsapi_base",
  show,
  take: async (visit, read, desk) => {
    const { account, openid } = visit;
    const { bindings } = desk.library;
    const binding = await bindings.find(account.id, openid);
    const step = read("step");
    if (binding !== null) {
      if (step === "sure") return unbind(visit, desk);
      return step === "unbind" ? askSure(visit, binding) : showBound(visit, binding);
    }
    if (step === "number") return takeNumber(visit, read, desk);
    if (step === "code") return takeCode(visit, read, desk);
    if (step === "again") await bindings.forget(account.id, openid);
    return show(visit, desk);
  },
};
