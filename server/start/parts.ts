import type { Logger } from "pino";
import type { Accounts } from "../accounts/accounts.ts";
import type { DraftRules } from "../accounts/draft-rules.ts";
import type { Clock, NowMs } from "../clock.ts";
import type { Config } from "../config.ts";
import type { PluginHost } from "../plugins/plugin-host.ts";
import type { CompileProcess } from "../rules/compile-process.ts";
import type { RuleLibrary } from "../rules/rule-library.ts";
import type { OpenStore } from "../storage/sqlite-store.ts";

/** What the desks of the server are made of. */
export interface Parts {
  readonly config: Config;
  readonly opened: OpenStore;
  readonly accounts: Accounts;
  readonly draftRules: DraftRules;
  readonly plugins: PluginHost;
  readonly compiler: CompileProcess;
  readonly rules: RuleLibrary;
  readonly log: Logger;
  readonly clock: Clock;
  /** The clock's. */
  readonly nowMs: NowMs;
}
