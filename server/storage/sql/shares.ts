import type { Database } from "../database.ts";
import type { Share, Shares } from "../shares.ts";
import { StorageError } from "../storage-error.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { eventSteps } from "./event-step.ts";
import type { ShareRow } from "./share-statements.ts";
import { shareStatements } from "./share-statements.ts";

const toShare = ({ code, page, openid, channel, shares, opens }: ShareRow): Share => ({
  ...{ code, page, openid, channel, shares, opens },
});
/** Many may count one copy at once; each reads the sum again when another was first. */
const MOST_TRIES = 50;

/** Who passed what on: sums that are exact however many count at once, and the events that go with them. */
export const shares = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
}): Shares => {
  const statements = shareStatements(db.sql);
  const eventOf = eventSteps(db.sql);
  const find = async (account: string, code: string): Promise<Share | null> => {
    const [row] = await db.read(statements.find, { account, code });
    return row === undefined ? null : toShare(row);
  };
  /** Writes what `steps` makes of the copy as it is, until nobody came between; names the statement that stops it for good. */
  const count = async (
    account: string,
    code: string,
    steps: (share: Share) => { readonly counted: Step; readonly more: readonly Step[] },
  ): Promise<string | null> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const share = await find(account, code);
      if (share === null) return statements.find.name;
      const { counted, more } = steps(share);
      const result = await db.write([...more, counted]);
      if (result.done) return null;
      if (result.failed !== counted.name) return result.failed;
    }
    throw new StorageError("storage-unexpected", `${code} is counted too often at once.`);
  };
  return {
    find,
    add: async (account, share) => {
      const row = { account, ...share, shares: 0, opens: 0, at_ms: nowMs() };
      await db.write([step(statements.add, row, "any")]);
    },
    shared: async (account, code, event) => {
      const failed = await count(account, code, ({ shares: was }) => ({
        counted: step(statements.shared, { account, code, was }),
        more: eventOf(event(was + 1), nowMs()),
      }));
      return failed === null ? "done" : "gone";
    },
    opened: async (account, { code, opener }, event) => {
      const failed = await count(account, code, ({ opens: was }) => ({
        counted: step(statements.opened, { account, code, was }),
        more: [
          step(statements.opener, { account, code, opener, at_ms: nowMs() }),
          ...eventOf(event(was + 1), nowMs()),
        ],
      }));
      if (failed === null) return "done";
      return failed === statements.opener.name ? "again" : "gone";
    },
    best: async (account, page, limit) =>
      (await db.read(statements.best, { account, page, limit })).map(toShare),
    byChannel: (account, page) => db.read(statements.byChannel, { account, page }),
  };
};
