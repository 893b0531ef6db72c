import { broadcast } from "./broadcast.ts";
import { channels } from "./channels.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { exportAccount } from "./export.ts";
import { followers } from "./followers.ts";
import { importFolder } from "./import.ts";
import { menu } from "./menu.ts";
import { notices } from "./notices.ts";
import { places } from "./places.ts";
import { pluginNew } from "./plugin-new.ts";
import { prices } from "./prices.ts";
import { referencePage } from "./reference.ts";
import { sandbox } from "./sandbox.ts";
import { send } from "./send.ts";
import { shares } from "./shares.ts";
import { start } from "./start.ts";
import { takeover } from "./takeover.ts";
import { test } from "./test.ts";

/** The words of the command line, in the order of `yingda help`. */
export const commands: readonly Command[] = [
  start,
  check,
  test,
  explain,
  send,
  importFolder,
  exportAccount,
  menu,
  followers,
  broadcast,
  notices,
  channels,
  places,
  prices,
  takeover,
  shares,
  pluginNew,
  sandbox,
  referencePage,
];
