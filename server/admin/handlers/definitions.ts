import { definitionList, liveSchema, namesOf } from "../account-names.ts";
import type { HandlersOf, SignedIn } from "../call.ts";
import { copyOf, ofView, ruleSetOf } from "../copy-calls.ts";
import type { Desk } from "../desk.ts";
import { registryOf } from "../desk.ts";
import { countErrors, problemsOf } from "../problems.ts";

type Routes =
  | "GET /accounts/:account/schema"
  | "GET /accounts/:account/definitions"
  | "GET /accounts/:account/names"
  | "GET /accounts/:account/check"
  | "GET /accounts/:account/ruleset";

export const definitionHandlers = (desk: Desk): HandlersOf<Routes> => {
  const names = async (account: string, me: SignedIn) => {
    const { ruleSet } = await ruleSetOf(desk, account, { copy: me.member.id });
    return namesOf(ruleSet.account, ruleSet.rules, await desk.mediaFiles(account));
  };
  return {
    "GET /accounts/:account/schema": async ({ params, query, me }) => ({
      schema: liveSchema(
        registryOf(desk, params.account),
        await names(params.account, me),
        query.language ?? "zh-CN",
      ),
    }),
    "GET /accounts/:account/definitions": async ({ params }) =>
      definitionList(registryOf(desk, params.account), desk.plugins.data(params.account)),
    "GET /accounts/:account/names": ({ params, me }) => names(params.account, me),
    "GET /accounts/:account/check": async ({ params, query, me }) => {
      const view = await ofView(desk, params.account, copyOf(me, query.of));
      const { compiled } = await desk.copies.check(view);
      const errors = countErrors(compiled.diagnostics);
      return {
        problems: problemsOf(compiled.diagnostics),
        errors,
        warnings: compiled.diagnostics.length - errors,
        rules: compiled.texts.length,
        tests: compiled.testTexts.length,
      };
    },
    "GET /accounts/:account/ruleset": async ({ params, query, me }) => {
      const { ruleSet, off } = await ruleSetOf(desk, params.account, copyOf(me, query.of));
      return {
        version: ruleSet.version,
        ruleSet,
        rulesOff: [...off],
        plugins: [...desk.plugins.data(params.account)],
      };
    },
  };
};
