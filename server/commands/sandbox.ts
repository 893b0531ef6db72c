import { fileURLToPath } from "node:url";
import { FlagRefused, runSandbox, sandboxUsage } from "../sandbox/command.ts";
import type { Command } from "./command.ts";
import { untilStopped } from "./until-stopped.ts";

const PHONE = fileURLToPath(new URL("../../dist/editor", import.meta.url));

/** A whole WeChat on this machine, for any program that answers pushes. */
export const sandbox: Command = {
  name: "sandbox",
  usage: "[--port N] [--webhook URL --token T --aes-key K]",
  help: {
    "zh-CN": "单独启动本机的微信沙盒，供任何公众号程序使用",
    en: "start the local WeChat alone, for any program",
  },
  run: async (args, io) => {
    if (args.includes("--help")) {
      io.out(sandboxUsage);
      return 0;
    }
    try {
      const running = await runSandbox(args, { write: io.out, phoneFolder: PHONE });
      await untilStopped();
      await running.close();
      return 0;
    } catch (error) {
      if (!(error instanceof FlagRefused)) throw error;
      io.err(error.message);
      io.err(sandboxUsage);
      return 2;
    }
  },
};
