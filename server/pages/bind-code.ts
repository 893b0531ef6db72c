import type { Json } from "../../engine/index.ts";
import type { BindingKind, BoundNumber } from "../storage/library.ts";
import { isNobodys } from "./hook.ts";
import { say } from "./language.ts";
import type { PageDesk, Visit } from "./page.ts";

/** The hook of `account.yaml` that sends codes. */
export const BIND_HOOK = "bind";
export const CODE_MS = 10 * 60_000;
/** Codes an hour: of one follower, and to one number whoever asks, so that nobody's phone can be flooded. */
export const SENT_MOST = { byFollower: 10, perNumber: 3 } as const;
const HOUR_MS = 3_600_000;

interface Read {
  readonly kind: BindingKind;
  readonly number: string;
}
/** A Chinese mobile number, or any other of 6 to 30 digits; blanks and dashes do not matter. */
export const readNumber = (written: string): Read | null => {
  const number = written.normalize("NFKC").replaceAll(/[\s-]/g, "");
  if (/^1[3-9]\d{9}$/.test(number)) return { kind: "phone", number };
  return /^\d{6,30}$/.test(number) ? { kind: "card", number } : null;
};
const tailOf = (number: string): string => number.slice(-4);

export type Sent =
  | { readonly wrong: string }
  | {
      readonly tail: string /** On the local WeChat, where no texts are sent. */;
      readonly shown: string | null;
    };

const mayAsk = async (visit: Visit, numberKey: string, desk: PageDesk): Promise<boolean> => {
  const { id } = visit.account;
  const { loginTries } = desk.library;
  const sinceMs = desk.nowMs() - HOUR_MS;
  const reserve = (name: string, address: string, max: number) =>
    loginTries.reserve({ name, address, known: [] }, { sinceMs, max, maxHere: max });
  const { byFollower, perNumber } = SENT_MOST;
  if ((await reserve(`bind/${id}/${visit.openid}`, "page", byFollower)) === "refused") return false;
  return (await reserve(`bind-number/${id}/${numberKey}`, "page", perNumber)) === "reserved";
};

const customerIn = (value: Json): string => {
  if (typeof value !== "object" || value === null || !("customer" in value)) return "";
  const { customer } = value;
  return typeof customer === "string" || typeof customer === "number"
    ? String(customer).slice(0, 200)
    : "";
};

type Told = { readonly customer: string; readonly isShown: boolean } | "refused" | "failed";

const tellHook = async (visit: Visit, read: Read, code: string, desk: PageDesk): Promise<Told> => {
  const { account, openid, isSandbox } = visit;
  const target = await desk.hook(account.id, BIND_HOOK);
  if (target === null) {
    desk.log.warn({ account: account.id, hook: BIND_HOOK }, "no hook sends codes for binding");
    return "failed";
  }
  if (isSandbox && isNobodys(target.url)) return { customer: "", isShown: true };
  const atMs = desk.nowMs();
  const body = {
    type: "bind.code",
    timestamp: new Date(atMs).toISOString(),
    data: { account: account.id, openid, kind: read.kind, number: read.number, code },
  };
  const answered = await desk.askHook(target, {
    account: account.id,
    id: desk.newId(),
    atMs,
    body,
  });
  if (answered.kind === "done") return { customer: customerIn(answered.value), isShown: false };
  desk.log.warn({ account: account.id, code: answered.code }, "the hook sent no code");
  return answered.kind;
};

/** Has a code sent to whoever the account's own system knows under that number. */
export const sendCode = async (visit: Visit, written: string, desk: PageDesk): Promise<Sent> => {
  const { account, openid, language } = visit;
  const read = readNumber(written);
  if (read === null)
    return { wrong: say(language, "请填写卡号或手机号。", "Please give a card or phone number.") };
  const { kind, number } = read;
  const numberKey = desk.mark("number", account.id, kind, number);
  if (!(await mayAsk(visit, numberKey, desk)))
    return {
      wrong: say(
        language,
        "发送太频繁，请一小时后再试。",
        "Too many codes. Please try again in an hour.",
      ),
    };
  const code = desk.newCode();
  const told = await tellHook(visit, read, code, desk);
  if (told === "refused")
    return {
      wrong: say(
        language,
        "没有查到这个号码，请核对。",
        "This number is not known. Please check it.",
      ),
    };
  if (told === "failed")
    return {
      wrong: say(
        language,
        "验证码暂时发不出去，请稍后再试。",
        "No code can be sent just now. Please try later.",
      ),
    };
  const tail = tailOf(number);
  const bound: BoundNumber = { kind, numberKey, tail, customer: told.customer };
  await desk.library.bindings.ask(account.id, openid, {
    ...bound,
    phone: kind === "phone" ? number : "",
    code: desk.mark("code", account.id, openid, numberKey, code),
    untilMs: desk.nowMs() + CODE_MS,
  });
  return { tail, shown: told.isShown ? code : null };
};
