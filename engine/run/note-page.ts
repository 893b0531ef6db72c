import { STORED_BY_PAGES } from "../definitions/page-names.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";
import type { Run } from "./run.ts";
import { addChange } from "./run.ts";

/** What a page has told of its follower is stored with the event itself, so that the rule it starts sees it already. */
export const notePage = (run: Run, event: InboundEvent<"event">): void => {
  if (!Object.hasOwn(STORED_BY_PAGES, event.name)) return;
  for (const [field, name] of Object.entries(STORED_BY_PAGES[event.name] ?? {})) {
    const value: Json | undefined = Object.hasOwn(event.fields, field)
      ? event.fields[field]
      : undefined;
    if (value !== undefined) addChange(run, { kind: "set", name, value });
  }
};
