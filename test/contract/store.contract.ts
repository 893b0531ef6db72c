import { afterEach, beforeEach, describe } from "vitest";
import type { NowMs } from "../../server/clock.ts";
import { atomicityCases } from "./atomicity.cases.ts";
import { deliveryCases } from "./delivery.cases.ts";
import { followerCases } from "./follower.cases.ts";
import { libraryCases } from "./library.cases.ts";
import { mapCases } from "./map.cases.ts";
import { orderCases } from "./order.cases.ts";
import { outboxCases } from "./outbox.cases.ts";
import { pageCases } from "./page.cases.ts";
import { ruleSetCases } from "./rule-set.cases.ts";
import type { MakeDatabase, Stage, TestDatabase } from "./stored.ts";
import { START_MS } from "./stored.ts";
import { timerCases } from "./timer.cases.ts";
import { tokenCases } from "./token.cases.ts";

/** What every engine must keep: the groups of cases run against a new database each. */
export const storeContract = (name: string, makeDatabase: MakeDatabase): void => {
  describe(`the store on ${name}`, () => {
    let database: TestDatabase;
    const clock = { nowMs: START_MS };
    const moved = new Map<string, number>();
    const nowMs: NowMs = (account = "") => clock.nowMs + (moved.get(account) ?? 0);
    beforeEach(async () => {
      clock.nowMs = START_MS;
      moved.clear();
      database = await makeDatabase();
    });
    afterEach(() => database.destroy());
    const stage: Stage = {
      clock,
      open: (wrap) =>
        database.open({
          nowMs,
          moved: () => [...moved.keys()],
          ...(wrap === undefined ? {} : { wrap }),
        }),
      travel: (account, byMs) => void moved.set(account, byMs),
    };
    for (const cases of [
      deliveryCases,
      followerCases,
      atomicityCases,
      outboxCases,
      timerCases,
      ruleSetCases,
      libraryCases,
      tokenCases,
      pageCases,
      mapCases,
      orderCases,
    ])
      cases(stage);
  });
};
