import type { HandlersOf } from "../call.ts";
import type { Desk } from "../desk.ts";
import { found } from "../refusal.ts";

const testersOf = async (desk: Desk, account: string) => {
  const names = new Map(
    (await desk.library.members.list()).map(({ id, shownName }) => [id, shownName]),
  );
  const testers = await desk.library.testers.list(account);
  return { testers: testers.map((one) => ({ ...one, copyName: names.get(one.copy) ?? "" })) };
};

/** Who gets a draft's answers on the real account, and whose draft. */
export const testerHandlers = (
  desk: Desk,
): HandlersOf<"GET /accounts/:account/testers" | "PUT /accounts/:account/testers"> => ({
  "GET /accounts/:account/testers": ({ params }) => testersOf(desk, params.account),
  "PUT /accounts/:account/testers": async ({ params, body, me, audit }) => {
    const { account } = params;
    found(await desk.library.accounts.find(account));
    const listed = await desk.library.testers.list(account);
    const before = new Map(listed.map(({ openid, copy }) => [openid, copy]));
    const unique = new Map(body.testers.map((one) => [one.openid, one]));
    const testers = [...unique.values()].map(({ openid, name, mine = false }) => {
      const copy = (mine ? undefined : before.get(openid)) ?? me.member.id;
      return { openid, name, copy };
    });
    await desk.library.testers.replace(account, testers, audit(account, { count: testers.length }));
    desk.onTesters(account);
    return testersOf(desk, account);
  },
});
