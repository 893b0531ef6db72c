import { REMOVED_BY_PAGES, STORED_BY_PAGES } from "../definitions/page-names.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Run } from "./run.ts";
import { addChange } from "./run.ts";

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What a page has told of its follower is stored with the event itself, so that the rule it starts sees it already. */
export const notePage = (run: Run, { name: event, fields }: InboundEvent<"event">): void => {
  for (const [field, name] of Object.entries(own(STORED_BY_PAGES, event) ?? {})) {
    const value = own(fields, field);
    if (value !== undefined) addChange(run, { kind: "set", name, value });
  }
  for (const name of own(REMOVED_BY_PAGES, event) ?? [])
    addChange(run, { kind: "set", name, value: "" });
};
