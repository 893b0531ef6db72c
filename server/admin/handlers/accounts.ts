import { randomBytes } from "node:crypto";
import { missingSecrets, secretOf } from "../../accounts/account-secrets.ts";
import type { AccountSettings } from "../../accounts/account-settings.ts";
import { accountRecord } from "../../rules/account-record.ts";
import type { CopyView } from "../../rules/copies.ts";
import { accountTextOf } from "../../rules/copies.ts";
import type { PublishResult } from "../../rules/publishing.ts";
import { coverSecrets, newAccountText, uncoverSecrets } from "../account-text.ts";
import type { HandlersOf, SignedIn } from "../call.ts";
import type { AccountDetail, AccountRow, BodyOf } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { viewOf } from "../desk.ts";
import { countErrors, problemsOf } from "../problems.ts";
import { found, Refusal } from "../refusal.ts";
import { rightsOn } from "../roles.ts";
import { digestOf } from "../tokens.ts";

const settingsOf = (view: Pick<CopyView, "stored">): AccountSettings =>
  view.stored.settings as unknown as AccountSettings;

const lastPush = async ({ library }: Desk, account: string): Promise<number | null> => {
  const [newest] = await library.log.list(account, {}, { before: null, limit: 1 });
  const noted = await library.signals.read(account, "push");
  const seen = Math.max(newest?.atMs ?? 0, noted ?? 0);
  return seen === 0 ? null : seen;
};
const changesIn = ({ parts, removed }: CopyView): number =>
  parts.filter(({ change }) => change !== null).length + removed.length;

const detailOf = async (desk: Desk, account: string, me: SignedIn): Promise<AccountDetail> => {
  const view = await viewOf(desk, account, me.member.id);
  const served = await desk.store.ruleSet(account, "active");
  const { name, platform, originalId, appId, mode } = settingsOf(view);
  const settings = served?.account;
  return {
    id: account,
    name: settings?.name ?? name,
    kind: settings?.kind ?? "subscription",
    verified: settings?.verified ?? false,
    platform,
    rights: [...rightsOn(me.member, account)],
    changes: changesIn(view),
    version: view.version,
    generation: view.generation,
    lastPushAtMs: await lastPush(desk, account),
    originalId,
    appId,
    mode,
    timezone: settings?.timezone ?? "Asia/Shanghai",
    language: settings?.language ?? "zh_CN",
    rules: view.parts.filter(({ kind }) => kind === "rule").length,
    tests: view.parts.filter(({ kind }) => kind === "test").length,
  };
};
const rowOf = ({
  originalId,
  appId,
  mode,
  language,
  rules,
  tests,
  ...row
}: AccountDetail): AccountRow => row;

const refuseUnpublished = (result: PublishResult): void => {
  if (result.kind === "published") return;
  if (result.kind === "has-errors")
    throw new Refusal("account-refused", { problems: problemsOf(result.diagnostics) });
  throw new Refusal("changed-meanwhile");
};

/** Made up where the platform needs one and none was given. */
const withSecrets = (body: BodyOf<"POST /accounts">): BodyOf<"POST /accounts"> => {
  if (body.platform === "sandbox") return body;
  const letters = (count: number) =>
    randomBytes(count * 2)
      .toString("base64")
      .replaceAll(/[^A-Za-z0-9]/g, "")
      .slice(0, count);
  return {
    ...body,
    token: body.token ?? letters(24),
    encodingAesKey: body.encodingAesKey ?? letters(43),
  };
};
const sandboxIds = (body: BodyOf<"POST /accounts">): BodyOf<"POST /accounts"> =>
  body.platform === "wechat"
    ? body
    : {
        ...body,
        originalId: body.originalId ?? `gh_${randomBytes(6).toString("hex")}`,
        appId: body.appId ?? `wx${randomBytes(8).toString("hex")}`,
      };

type AccountRoutes =
  | "GET /accounts"
  | "POST /accounts"
  | "GET /accounts/:account"
  | "GET /accounts/:account/summary"
  | "GET /accounts/:account/connection"
  | "POST /accounts/:account/connection/check"
  | "GET /accounts/:account/settings"
  | "PUT /accounts/:account/settings";

const settingsHandlers = (
  desk: Desk,
): HandlersOf<
  "POST /accounts" | "GET /accounts/:account/settings" | "PUT /accounts/:account/settings"
> => {
  const covered = async (account: string) => {
    const text = accountTextOf((await viewOf(desk, account, "")).stored);
    return { text: coverSecrets(text), revision: digestOf(text) };
  };
  /** Compiles what is published under this file, and stores both at once. */
  const save = async (
    view: Pick<CopyView, "account" | "generation" | "shared">,
    what: {
      readonly text: string;
      readonly secrets: Readonly<Record<string, string>>;
      readonly folder: string | null;
      readonly revision: number;
      readonly author: string;
      readonly audit: Parameters<Desk["publishing"]["saveAccount"]>[0]["audit"];
    },
  ): Promise<void> => {
    const { text, author, audit } = what;
    const before = { ...what.secrets, "file:account": text };
    const stored = { secrets: before };
    const compiled = await desk.copies.compile({ account: view.account, stored }, view.shared);
    const { ruleSet, file, diagnostics } = compiled;
    const own = diagnostics.filter(({ file: name }) => name === "account.yaml");
    if (ruleSet === null || countErrors(own) > 0 || ruleSet.account.id !== view.account)
      throw new Refusal("account-refused", { problems: problemsOf(own) });
    const missing = missingSecrets(file, desk.env);
    if (missing.length > 0) throw new Refusal("account-refused", { missing });
    const { name } = ruleSet.account;
    const record = accountRecord({ file, name, folder: what.folder, text, before, env: desk.env });
    const account = { id: view.account, ...record, revision: what.revision };
    refuseUnpublished(
      await desk.publishing.saveAccount({ view, ruleSet, account, note: name, author, audit }),
    );
    await desk.onServed(view.account);
    await desk.onAccount(view.account);
  };
  return {
    "POST /accounts": async ({ body, me, audit }) => {
      if ((await desk.library.accounts.find(body.id)) !== null) throw new Refusal("name-taken");
      const text = newAccountText(sandboxIds(withSecrets(body)));
      const view = { account: body.id, generation: 0, shared: [] };
      await save(view, {
        ...{ text, secrets: {}, folder: null, revision: 0, author: me.member.id },
        audit: () => ({ ...audit(body.id, { name: body.name }), account: body.id }),
      });
      return detailOf(desk, body.id, me);
    },
    "GET /accounts/:account/settings": ({ params }) => covered(params.account),
    "PUT /accounts/:account/settings": async ({ params, body, me, audit }) => {
      const view = await viewOf(desk, params.account, "");
      const before = accountTextOf(view.stored);
      if (digestOf(before) !== body.revision)
        throw new Refusal("changed-meanwhile", await covered(params.account));
      const text = uncoverSecrets(body.text, before);
      const { secrets, revision } = view.stored;
      const { folder } = settingsOf(view);
      await save(view, {
        ...{ text, secrets, folder, revision, author: me.member.id },
        audit: ({ version }) =>
          audit(params.account, { version, before: digestOf(before), after: digestOf(text) }),
      });
      return covered(params.account);
    },
  };
};

export const accountHandlers = (desk: Desk): HandlersOf<AccountRoutes> => ({
  ...settingsHandlers(desk),
  "GET /accounts": async ({ me }) => {
    const all = await desk.library.accounts.list();
    const own = all.filter(({ id }) => rightsOn(me.member, id).has("read"));
    const details = await Promise.all(own.map(({ id }) => detailOf(desk, id, me)));
    return { accounts: details.map(rowOf) };
  },
  "GET /accounts/:account": ({ params, me }) => detailOf(desk, params.account, me),
  "GET /accounts/:account/summary": async ({ params, me }) => {
    const view = await viewOf(desk, params.account, me.member.id);
    const checked = desk.copies.peek(view);
    const diagnostics = checked?.compiled.diagnostics ?? [];
    const errors = countErrors(diagnostics);
    const timezone = (await desk.store.ruleSet(params.account, "active"))?.account.timezone;
    const hits = await desk.hits.of(params.account, timezone ?? "Asia/Shanghai");
    const sum = (counts: ReadonlyMap<string, number>) =>
      [...counts.values()].reduce((total, count) => total + count, 0);
    const outcomes = hits.outcomesToday;
    return {
      changes: changesIn(view),
      conflicts: [...view.parts, ...view.removed].filter(({ conflict }) => conflict).length,
      errors,
      warnings: diagnostics.length - errors,
      rules: view.parts.filter(({ kind }) => kind === "rule").length,
      rulesOff: (await desk.library.ruleSets.rulesOff(params.account)).size,
      deliveriesToday: sum(outcomes),
      answeredToday: sum(hits.today),
      unmatchedToday: outcomes.get("nothing-matched") ?? 0,
      failedToday: outcomes.get("failed") ?? 0,
    };
  },
  "GET /accounts/:account/connection": async ({ params }) => {
    const { account } = params;
    const view = await viewOf(desk, account, "");
    const { secrets } = view.stored;
    const { mode, appId } = settingsOf(view);
    const path = `/wechat/${account}`;
    return {
      url: desk.publicUrl === null ? null : `${desk.publicUrl.replace(/\/+$/, "")}${path}`,
      path,
      token: secretOf(secrets, "token", desk.env),
      encodingAesKey: secretOf(secrets, "encodingAesKey", desk.env),
      mode,
      appId,
      hasAppSecret: secretOf(secrets, "appSecret", desk.env) !== "",
      lastVerifiedAtMs: await desk.library.signals.read(account, "verified"),
      lastPushAtMs: await lastPush(desk, account),
      egressAddress: desk.connection.addressOf(account),
      nowMs: desk.nowMs(),
    };
  },
  "POST /accounts/:account/connection/check": async ({ params: { account } }) => {
    found(await desk.library.accounts.find(account));
    const asked = await desk.connection.ask(account);
    return { ...asked, egressAddress: desk.connection.addressOf(account) };
  },
});
