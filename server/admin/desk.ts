import type {
  AnswerCall,
  CallAnswer,
  Definitions,
  LocalText,
  PluginData,
  ReadyRules,
  Registry,
  RuleSet,
} from "../../engine/index.ts";
import { compileRules, makeRegistry, withBuiltIn } from "../../engine/index.ts";
import type { BroadcastDesk } from "../broadcasts/desk.ts";
import type { ChannelCodes } from "../channels/channel-codes.ts";
import type { NowMs } from "../clock.ts";
import type { Inbox } from "../conversations/inbox.ts";
import type { Caller } from "../effects/performer.ts";
import type { ManageFollowers } from "../followers/manage.ts";
import type { MapClient } from "../maps/map-client.ts";
import type { MenuDesk } from "../menus/menu-desk.ts";
import type { NoticeDesk } from "../notices/notice-desk.ts";
import type { OrderDeskDeps } from "../pay/order-desk.ts";
import type { PictureDesk } from "../pictures/picture-desk.ts";
import type { CompileProcess } from "../rules/compile-process.ts";
import type { CheckedCopy, Copies, CopyView } from "../rules/copies.ts";
import { createCopies } from "../rules/copies.ts";
import type { Publishing, PublishingDeps } from "../rules/publishing.ts";
import { createPublishing } from "../rules/publishing.ts";
import type { Library } from "../storage/library.ts";
import type { Store } from "../storage/store.ts";
import type { Hits } from "./hits.ts";
import { createHits } from "./hits.ts";
import { People } from "./people.ts";
import { found } from "./refusal.ts";
import type { StoredTemplate } from "./templates.ts";
import { readTemplates } from "./templates.ts";
import type { TestResults } from "./test-results.ts";
import { createTestResults } from "./test-results.ts";

/** Whether the platform takes our calls, with the account's own keys. */
export interface ConnectionCheck {
  /** `errmsg`: the platform's words, `""` when all is well. Throws only when storage fails. */
  readonly ask: (account: string) => Promise<{
    readonly isGood: boolean;
    readonly errmsg: string;
    readonly remedy: LocalText | null;
  }>;
  /** From where this server calls the platform, for its list of addresses; `null` until it refused one. */
  readonly addressOf: (account: string) => string | null;
}
/** What the editor's API stands on. */
export interface AdminDeps {
  readonly library: Library;
  readonly store: Pick<Store, "ruleSet" | "setSchedules">;
  readonly compiler: CompileProcess;
  readonly plugins: {
    readonly definitions: (account: string) => Definitions;
    readonly data: (account: string) => readonly PluginData[];
    /** Answers calls of kind `plugin` without doing anything in the world. */
    readonly simulator: Caller;
  };
  /** Sets the cron ticks of what is served now. */
  readonly setSchedules: (ruleSet: RuleSet) => Promise<void>;
  readonly nowMs: NowMs;
  /** What `env:NAME` stands for. */
  readonly env: (name: string) => string | undefined;
  readonly log: { readonly error: (fields: object, text: string) => void };
  /** How the platform reaches this server; `null` while unknown. */
  readonly publicUrl: string | null;
  /** Where templates lie: `*.yaml`. */
  readonly templatesFolder: string;
  /** Called after something else is served: swap it in now rather than at the next look. */
  readonly onServed: (account: string) => Promise<void>;
  /** Called after an account was added or its settings changed: the local WeChat must know it. */
  readonly onAccount: (account: string) => Promise<void>;
  /** Called after the list of testers changed: they get the draft's answers from the next message on. */
  readonly onTesters: (account: string) => void;
  /** Names of the files in an account's `media/`. */
  readonly mediaFiles: (account: string) => Promise<readonly string[]>;
  readonly menus: MenuDesk;
  readonly broadcasts: BroadcastDesk;
  readonly followers: ManageFollowers;
  readonly codes: Pick<ChannelCodes, "codeOf">;
  readonly pictures: PictureDesk;
  readonly inbox: Inbox;
  /** Looks addresses up by hand. */
  readonly maps: MapClient;
  /** Absent: addresses are not looked up. */
  readonly lookUp?: PublishingDeps["lookUp"];
  readonly notices: NoticeDesk;
  readonly orders: OrderDeskDeps;
  readonly connection: ConnectionCheck;
  /** Requests a minute from one address; for tests. */
  readonly perMinute?: number;
}

/** What the handlers share. */
export interface Desk extends AdminDeps {
  readonly people: People;
  readonly copies: Copies;
  readonly publishing: Publishing;
  readonly hits: Hits;
  readonly testResults: TestResults;
  readonly templates: () => Promise<readonly StoredTemplate[]>;
}

export const createDesk = (deps: AdminDeps): Desk => {
  const { library, compiler, plugins, nowMs } = deps;
  const copies = createCopies({ library, compiler, plugins: plugins.data, nowMs });
  const publishing = createPublishing({
    library,
    copies,
    definitions: plugins.definitions,
    setSchedules: deps.setSchedules,
    ...(deps.lookUp === undefined ? {} : { lookUp: deps.lookUp }),
  });
  return {
    ...deps,
    people: new People({ library, nowMs }),
    copies,
    publishing,
    hits: createHits({ log: library.log, nowMs }),
    testResults: createTestResults(),
    templates: () => readTemplates(deps.templatesFolder),
  };
};

export const registryOf = ({ plugins }: AdminDeps, account: string): Registry =>
  makeRegistry(withBuiltIn(plugins.definitions(account)));

/** Compiled rules for trying; nothing of them is served. */
export const readyRules = (deps: AdminDeps, ruleSet: RuleSet): ReadyRules =>
  compileRules(ruleSet, registryOf(deps, ruleSet.account.id));

/** A copy that is known to exist: the account of the path was checked. */
export const viewOf = async ({ copies }: Desk, account: string, copy: string): Promise<CopyView> =>
  found(await copies.view({ account, copy }));
export const checkOf = async (desk: Desk, account: string, copy: string): Promise<CheckedCopy> =>
  desk.copies.check(await viewOf(desk, account, copy));

/** Plugins simulate; nothing else goes out. */
export const tryingCall =
  ({ plugins }: AdminDeps, account: string): AnswerCall =>
  async (call): Promise<CallAnswer> => {
    if (call.kind !== "plugin") return { ok: false, reason: `no ${call.kind} from here` };
    const signal = AbortSignal.timeout(call.deadlineMs);
    const context = { account, follower: "oTester", key: call.key, attempt: 1, signal };
    const answered = await plugins.simulator.answer(call, context);
    return answered.kind === "done"
      ? { ok: true, value: answered.value }
      : { ok: false, reason: answered.code };
  };
