import { Type } from "typebox";
import { Count, choice, closed, LocalText, nullable } from "./words.ts";

const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
const Named = Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed));

export const NoticeTemplate = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    /** `template`: to any follower; `subscription`: to those who allowed it. */
    sort: choice("template", "subscription"),
    fields: Type.Array(Type.Object({ label: Type.String(), name: Type.String() }, closed)),
    example: Type.String(),
    /** What `templates` of `account.yaml` calls it. */
    names: Type.Array(Type.String()),
    /** Rules that send it, or wait for how it ended. */
    rules: Named,
  },
  closed,
);
export const NoticeTemplates = Type.Object(
  {
    templates: Type.Array(NoticeTemplate),
    /** Declared, but the platform has none of that id. */
    missing: Type.Array(
      Type.Object({ name: Type.String(), id: Type.String(), rules: Named }, closed),
    ),
  },
  closed,
);
export const NoticeDaysQuery = Type.Object({ from: Day, until: Day }, closed);
export const NoticeDays = Type.Object(
  {
    /** Days in Beijing, newest first. */
    days: Type.Array(
      Type.Object(
        {
          day: Day,
          template: Type.String(),
          /** `refused`: the follower does not take it. */
          result: choice("sent", "refused", "failed"),
          count: Count,
          /** Of `failed`. */
          why: nullable(
            Type.Object({ code: Type.String(), means: LocalText, remedy: LocalText }, closed),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
