import { field, form, mistake } from "./form.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { Language } from "./language.ts";
import { say } from "./language.ts";
import { backToChat, result } from "./layout.ts";
import type { Form, Page, Visit } from "./page.ts";
import { pageEvent } from "./page.ts";

/** The parts of an address, as `openAddress` names them in the end (contract §4.11). */
interface Written {
  readonly recipient: string;
  readonly tel: string;
  readonly province: string;
  readonly city: string;
  readonly county: string;
  readonly detail: string;
  readonly postcode: string;
}
type Part = keyof Written;

interface PartRow {
  readonly part: Part;
  readonly zh: string;
  readonly en: string;
  readonly most: number;
  readonly complete: string;
  readonly mode?: "numeric" | "tel";
  readonly isRequired?: boolean;
}
const PARTS: readonly PartRow[] = [
  { part: "recipient", zh: "收货人", en: "Recipient", most: 40, complete: "name" },
  { part: "tel", zh: "电话", en: "Phone", most: 20, complete: "tel", mode: "tel" },
  { part: "province", zh: "省份", en: "Province", most: 40, complete: "address-level1" },
  { part: "city", zh: "城市", en: "City", most: 40, complete: "address-level2" },
  {
    part: "county",
    zh: "区县",
    en: "District",
    most: 40,
    complete: "address-level3",
    isRequired: false,
  },
  { part: "detail", zh: "详细地址", en: "Street", most: 120, complete: "street-address" },
  {
    part: "postcode",
    zh: "邮编",
    en: "Postcode",
    most: 10,
    complete: "postal-code",
    mode: "numeric",
    isRequired: false,
  },
];
const TEL = /^\+?[0-9][0-9 -]{4,18}$/;
const POSTCODE = /^[0-9A-Za-z -]{0,10}$/;

const oneLine = (text: string, most: number): string =>
  text
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, most);
const readParts = (read: Form): Written =>
  Object.fromEntries(
    PARTS.map(({ part, most }) => [part, oneLine(read(part), most)]),
  ) as unknown as Written;

const wrongWith = (written: Written, language: Language): string | null => {
  const missing = PARTS.find(
    ({ part, isRequired }) => isRequired !== false && written[part] === "",
  );
  if (missing !== undefined)
    return say(language, `请填写${missing.zh}。`, `${missing.en} is missing.`);
  if (!TEL.test(written.tel))
    return say(language, "电话号码好像不对。", "This phone number cannot be right.");
  if (!POSTCODE.test(written.postcode))
    return say(language, "邮编好像不对。", "This postcode cannot be right.");
  return null;
};

const ask = (visit: Visit, written: Partial<Written>, wrong: string | null): Html => {
  const { language } = visit;
  const rows = PARTS.map(({ part, zh, en, mode, ...row }) =>
    field({
      ...row,
      name: part,
      label: say(language, zh, en),
      value: written[part] ?? "",
      ...(mode === undefined ? {} : { mode }),
    }),
  );
  return html`<h1>${say(language, "收货地址", "Delivery address")}</h1>${mistake(wrong)}${form(
    visit,
    html`<button class="button plain" type="button" id="open-address" hidden>${say(language, "使用微信地址", "Use my WeChat address")}</button><div class="cells">${rows}</div><button class="button" type="submit">${say(language, "保存地址", "Save")}</button>`,
  )}`;
};

/** A delivery address, typed or taken from WeChat; comes to the rules as `address` and stays as `follower.address`. */
export const addressPage: Page = {
  name: "address",
  title: { "zh-CN": "收货地址", en: "Delivery address" },
  scope: "snsapi_base",
  jsApis: ["openAddress"],
  show: (visit) => Promise.resolve({ body: ask(visit, {}, null) }),
  take: async (visit, read, desk) => {
    const { language } = visit;
    const written = readParts(read);
    const wrong = wrongWith(written, language);
    if (wrong !== null) return { status: 422, body: ask(visit, written, wrong) };
    const { province, city, county, detail } = written;
    // 北京市 is both province and city.
    const regions = [...new Set([province, city, county])].join("");
    const fields = { ...written, address: `${regions}${detail}` };
    await desk.library.signIns.happen(pageEvent(visit, { name: "address", fields }, desk));
    const title = say(language, "地址已保存", "Address saved");
    const more = html`<div class="cells"><div class="cell"><span class="name">${written.recipient}</span><span class="value">${written.tel}</span></div><div class="cell">${fields.address}</div></div>${backToChat(language)}`;
    const text = say(language, "下次不用再填。", "You need not write it again.");
    return { body: result({ title, text, isGood: true, more }) };
  },
};
