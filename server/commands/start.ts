import { parseArgs } from "node:util";
import type { Running } from "../main.ts";
import { startServer } from "../main.ts";
import { BuildFailed, ensureEditorBuilt } from "../start/build-editor.ts";
import { AlreadyServed } from "../start/open-storage.ts";
import type { Command, Io } from "./command.ts";
import { untilStopped } from "./until-stopped.ts";

const STEPS: Readonly<Record<string, { readonly "zh-CN": string; readonly en: string }>> = {
  editor: {
    "zh-CN": "构建编辑器和手机页（只在第一次或改动后）",
    en: "building editor and phone (once, and after changes)",
  },
  storage: { "zh-CN": "打开数据库", en: "opening the database" },
  plugins: { "zh-CN": "载入插件", en: "loading plugins" },
  rules: { "zh-CN": "读取规则", en: "reading the rules" },
  listen: { "zh-CN": "开始监听", en: "listening" },
};
const WORDS = {
  "zh-CN": {
    ready: "应答已就绪：",
    accounts: "账号",
    setup: "第一位管理员请打开（15 分钟内有效）",
    try: "试一试",
    phone: "手机",
    stop: "按 Ctrl+C 停止",
    inUse: (port: number) => `端口 ${port} 已被占用。请设置 PORT，例如：PORT=8081 npm start`,
  },
  en: {
    ready: "Yingda is ready:",
    accounts: "accounts",
    setup: "the first administrator signs up here (good for 15 minutes)",
    try: "try",
    phone: "phone",
    stop: "Ctrl+C stops it",
    inUse: (port: number) => `port ${port} is in use. Set PORT, for example: PORT=8081 npm start`,
  },
} as const;

const isInUse = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";

const greet = (io: Io, { url, accounts, setupUrl }: Running): void => {
  const words = WORDS[io.lang];
  const [first] = accounts;
  io.out(`\n${words.ready} ${url}`);
  if (setupUrl !== null) io.out(`  ${words.setup}: ${setupUrl}`);
  io.out(`  ${words.accounts}: ${accounts.join(", ")}`);
  if (first !== undefined) {
    io.out(`  webhook: ${url}/wechat/${first}`);
    io.out(`  ${words.phone}: ${url}/phone/${first}`);
    io.out(`  ${words.try}: npm run yingda -- send ${first} "营业时间"`);
  }
  io.out(`  ${words.stop}\n`);
};

/** A page that cannot be built is said, and keeps nobody from being answered. */
const buildEditor = async (io: Io, progress: (step: string) => void): Promise<void> => {
  try {
    await ensureEditorBuilt(progress);
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error;
    io.err(error.message);
  }
};

/** Serves all accounts until it is told to stop. */
export const start: Command = {
  name: "start",
  usage: "[--dev]",
  help: {
    "zh-CN": "启动服务（--dev：规则文件一改就发布）",
    en: "start the server (--dev: publish rule files as they change)",
  },
  run: async (args, io) => {
    const { values } = parseArgs({ args: [...args], options: { dev: { type: "boolean" } } });
    const config = io.config();
    const progress = (step: string): void => io.out(`  ${STEPS[step]?.[io.lang] ?? step} …`);
    try {
      await buildEditor(io, progress);
      const running = await startServer({ config, dev: values.dev === true, progress });
      greet(io, running);
      await untilStopped();
      await running.close();
      return 0;
    } catch (error) {
      if (isInUse(error)) io.err(WORDS[io.lang].inUse(config.port));
      else if (error instanceof AlreadyServed) io.err(error.message);
      else throw error;
      return 1;
    }
  },
};
