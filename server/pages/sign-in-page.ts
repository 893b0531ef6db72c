import { html } from "./html.ts";
import { say } from "./language.ts";
import { backToChat, result } from "./layout.ts";
import type { Page } from "./page.ts";

/** Asks for name and picture; being here means that the follower agreed. */
export const signInPage: Page = {
  name: "sign-in",
  title: { "zh-CN": "授权登录", en: "Sign in" },
  scope: "snsapi_userinfo",
  show: ({ language }) => {
    const title = say(language, "登录成功", "You are signed in");
    const text = say(
      language,
      "你的昵称和头像已经告诉这个公众号。",
      "Your name and picture are known to this account now.",
    );
    const more = html`${backToChat(language)}`;
    return Promise.resolve({ body: result({ title, text, isGood: true, more }) });
  },
};
