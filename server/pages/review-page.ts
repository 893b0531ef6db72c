import { field, form, mistake } from "./form.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import { backToChat, result } from "./layout.ts";
import type { Page, Visit } from "./page.ts";
import { pageEvent } from "./page.ts";

const STARS = [5, 4, 3, 2, 1] as const;
const TEXT_MOST = 500;

const ask = (visit: Visit, wrong: string | null): Html => {
  const { language } = visit;
  const choices = STARS.map(
    (stars) =>
      html`<div class="cell choice"><input type="radio" id="stars-${stars}" name="stars" value="${stars}" required><label for="stars-${stars}"><span aria-hidden="true">${"★".repeat(stars)}</span> ${say(language, `${stars} 星`, stars === 1 ? "1 star" : `${stars} stars`)}</label></div>`,
  );
  const label = say(language, "想说的话", "In your words");
  const text = field({ name: "text", label, most: TEXT_MOST, isRequired: false });
  return html`<h1>${say(language, "给我们打个分", "How was it?")}</h1>${mistake(wrong)}${form(
    visit,
    html`<fieldset><legend>${say(language, "星级", "Stars")}</legend><div class="cells">${choices}</div></fieldset><div class="cells">${text}</div><button class="button" type="submit">${say(language, "提交评价", "Send")}</button>`,
  )}`;
};

/** Stars and a sentence; comes to the rules as `review` with `event.stars` and `event.text`. */
export const reviewPage: Page = {
  name: "review",
  title: { "zh-CN": "评价", en: "Review" },
  scope: "snsapi_base",
  show: (visit) => Promise.resolve({ body: ask(visit, null) }),
  take: async (visit, read, desk) => {
    const { language } = visit;
    const stars = STARS.find((one) => String(one) === read("stars"));
    if (stars === undefined)
      return {
        status: 422,
        body: ask(visit, say(language, "请选择几颗星。", "Please choose stars.")),
      };
    const fields = { stars, text: read("text").trim().slice(0, TEXT_MOST) };
    await desk.library.signIns.happen(pageEvent(visit, { name: "review", fields }, desk));
    const title = say(language, "谢谢你的评价", "Thank you");
    const text = say(language, "我们已经收到。", "We have received it.");
    return { body: result({ title, text, isGood: true, more: backToChat(language) }) };
  },
};
