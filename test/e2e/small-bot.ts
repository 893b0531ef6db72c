import type { Server } from "node:http";
import { createServer } from "node:http";

/** A WeChat program in twenty lines, as somebody else would write it: it knows nothing of this project. */
export interface Bot {
  readonly server: Server;
  /** What it answers from now on: given the push as XML, the inside of the answer, or `""` for nothing. */
  answer: (push: string) => string;
  readonly close: () => Promise<void>;
}

/** What stands between a tag of a push. */
export const inside = (xml: string, tag: string): string =>
  new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${tag}>`, "s").exec(xml)?.[1] ?? "";

/** A text answer. */
export const text = (content: string): string =>
  `<MsgType>text</MsgType><Content><![CDATA[${content}]]></Content>`;

/** Starts the bot on any free port. */
export const startBot = async (): Promise<Bot> => {
  const server = createServer((request, response) => {
    let push = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      push += part;
    });
    request.on("end", () => {
      const made = bot.answer(push);
      const head = `<ToUserName>${inside(push, "FromUserName")}</ToUserName><FromUserName>${inside(push, "ToUserName")}</FromUserName><CreateTime>1</CreateTime>`;
      response.end(made === "" ? "success" : `<xml>${head}${made}</xml>`);
    });
  });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const bot: Bot = { server, answer: (push) => text(`你说了：${inside(push, "Content")}`), close };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return bot;
};
