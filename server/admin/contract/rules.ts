import type { TSchema } from "typebox";
import { Type } from "typebox";
import type { PluginData, Rule, RuleSet } from "../../../engine/index.ts";
import {
  Count,
  choice,
  closed,
  engineData,
  FileName,
  LocalText,
  Ms,
  nullable,
  Of,
  PartId,
  Problem,
  Revision,
  RuleIdText,
  SourceText,
} from "./words.ts";

/** 关键词回复 · 被关注回复 · 收到消息回复 · everything else. */
export const Family = choice("keyword", "follow", "message", "other");
export const ChangeKind = choice("added", "changed", "moved", "removed");

export const RuleRow = Type.Object(
  {
    id: RuleIdText,
    name: Type.String(),
    note: Type.String(),
    group: Type.String(),
    families: Type.Array(Family),
    /** 当 … 且满足 … 则执行 …; `""` for a rule that cannot be read. */
    sentence: LocalText,
    enabled: Type.Boolean(),
    /** Switched off in an emergency, whatever its text says. */
    isOff: Type.Boolean(),
    priority: Type.Integer(),
    hasActive: Type.Boolean(),
    /** Runs of today and of the last seven days, account time. */
    hitsToday: Count,
    hits7Days: Count,
    tests: Type.Object({ total: Count, passed: Count, failed: Count }, closed),
    errors: Count,
    warnings: Count,
    /** It can never win, or has a double. */
    overlaps: Type.Boolean(),
    /** Against what is published. */
    change: nullable(ChangeKind),
    /** Published by somebody else since it was changed here. */
    conflict: Type.Boolean(),
    file: Type.String(),
    /** Place in the order of the files, from 0. */
    position: Count,
    author: Type.String(),
    changedAtMs: nullable(Ms),
  },
  closed,
);
export const RuleQuery = Type.Object(
  {
    of: Type.Optional(Of),
    family: Type.Optional(Family),
    /** A part of id, name, note, group or sentence. */
    text: Type.Optional(Type.String({ maxLength: 200 })),
    group: Type.Optional(Type.String({ maxLength: 100 })),
    state: Type.Optional(choice("enabled", "disabled", "off")),
    badge: Type.Optional(
      choice("error", "warning", "overlap", "conflict", "changed", "untested", "failing", "unused"),
    ),
    /** Names an action, trigger or fact: `reply`, a plugin's. */
    uses: Type.Optional(Type.String({ maxLength: 64 })),
    sort: Type.Optional(choice("order", "priority", "hits", "name")),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  closed,
);
export const RuleList = Type.Object(
  {
    total: Count,
    rows: Type.Array(RuleRow),
    /** `false` while a large rule set is being checked: badges follow, ask again. */
    isChecked: Type.Boolean(),
    /** Over all rules, whatever the filter. */
    families: Type.Object(
      { all: Count, keyword: Count, follow: Count, message: Count, other: Count },
      closed,
    ),
    groups: Type.Array(Type.Object({ name: Type.String(), count: Count }, closed)),
  },
  closed,
);
export const RuleDetail = Type.Object(
  {
    id: RuleIdText,
    file: Type.String(),
    /** In the caller's working copy; indented as it stands in its file, from the first comment above it. */
    text: Type.String(),
    revision: Revision,
    /** `null` for a rule that is not published yet. */
    published: nullable(Type.String()),
    /** What the published text was when the change began; `null` without a change. */
    base: nullable(Type.String()),
    conflict: Type.Boolean(),
    isOff: Type.Boolean(),
    /** Normal form; `null` while it has a mistake. */
    rule: nullable(engineData<Rule>("Rule")),
    problems: Type.Array(Problem),
    sentence: LocalText,
    /** Ids of its tests. */
    tests: Type.Array(PartId),
    before: nullable(RuleIdText),
    after: nullable(RuleIdText),
  },
  closed,
);
export const NewRule = Type.Object(
  {
    /** One rule, `- id: …`; an id that is taken gets `-2`. */
    text: SourceText,
    /** The rule it is put behind; otherwise it goes to the end of `rules.yaml`. */
    after: Type.Optional(RuleIdText),
  },
  closed,
);
export const ChangedText = Type.Object({ text: SourceText, revision: Revision }, closed);
export const RevisionQuery = Type.Object({ revision: Revision }, closed);
export const CopyBody = Type.Object(
  {
    id: Type.Optional(Type.String({ pattern: "^[a-z0-9-]{1,100}$" })),
    name: Type.Optional(Type.String({ maxLength: 100 })),
  },
  closed,
);
/** `after: null`: before all others. */
export const MoveBody = Type.Object({ after: nullable(RuleIdText) }, closed);
const bulk = <const K extends string, S extends Record<string, TSchema>>(kind: K, more: S) =>
  Type.Object({ kind: Type.Literal(kind), ...more }, closed);
export const BulkBody = Type.Object(
  {
    rules: Type.Array(RuleIdText, { minItems: 1, maxItems: 10_000, uniqueItems: true }),
    set: Type.Union([
      bulk("enabled", { value: Type.Boolean() }),
      bulk("group", { value: Type.String({ maxLength: 100 }) }),
      bulk("priority", { value: Type.Integer({ minimum: 0, maximum: 100 }) }),
      bulk("removed", {}),
    ]),
  },
  closed,
);
export const BulkAnswer = Type.Object({ changed: Count, failed: Type.Array(RuleIdText) }, closed);
export const SwitchBody = Type.Object(
  { isOff: Type.Boolean(), reason: Type.String({ maxLength: 500 }) },
  closed,
);

export const FileRow = Type.Object(
  {
    name: FileName,
    /** `data`: menu, channels, places, products, pictures. */
    kind: choice("rules", "data"),
    bytes: Count,
    rules: Count,
    tests: Count,
    changed: Type.Boolean(),
  },
  closed,
);
export const FileText = Type.Object(
  {
    name: FileName,
    kind: choice("rules", "data"),
    text: Type.String(),
    revision: Revision,
    published: nullable(Type.String()),
    problems: Type.Array(Problem),
  },
  closed,
);
export const ExportedFiles = Type.Object(
  {
    files: Type.Array(Type.Object({ name: FileName, text: Type.String() }, closed)),
  },
  closed,
);
/** `add`: rules of an id that is taken get another one; `replace`: files of the same name are replaced as a whole. */
export const ImportBody = Type.Object(
  {
    how: choice("add", "replace"),
    files: Type.Array(Type.Object({ name: FileName, text: SourceText }, closed), {
      minItems: 1,
      maxItems: 200,
    }),
  },
  closed,
);
export const ImportAnswer = Type.Object(
  { added: Type.Array(RuleIdText), changed: Type.Array(RuleIdText), problems: Type.Array(Problem) },
  closed,
);

export const Checked = Type.Object(
  { problems: Type.Array(Problem), errors: Count, warnings: Count, rules: Count, tests: Count },
  closed,
);
/** For the engine in the browser: `compileRules(ruleSet, makeRegistry(withBuiltIn(plugins as definitions)))`. */
export const RuleSetData = Type.Object(
  {
    /** 0 for a draft. */
    version: Count,
    ruleSet: engineData<RuleSet>("RuleSet"),
    /** Already switched off in `ruleSet` as well. */
    rulesOff: Type.Array(RuleIdText),
    plugins: Type.Array(engineData<PluginData>("PluginData")),
  },
  closed,
);
/** A definition as data: what a generated form, a completion and a sentence need. */
const Described = {
  name: Type.String(),
  title: LocalText,
  help: LocalText,
  group: Type.String(),
};
const Schema = Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" });
const Written = {
  ...Described,
  /** JSON Schema (draft-07) of the normal form, with the `x-…` hints of the widgets. */
  params: Schema,
  short: nullable(Schema),
  sentence: LocalText,
  needs: Type.Array(Type.String()),
  example: Type.String(),
  isPlugin: Type.Boolean(),
};
export const DefinitionList = Type.Object(
  {
    triggers: Type.Array(
      Type.Object({ ...Written, on: Type.Array(Type.String()), family: Family }, closed),
    ),
    actions: Type.Array(
      Type.Object(
        { ...Written, traits: Type.Array(Type.String()), isCode: Type.Boolean() },
        closed,
      ),
    ),
    operators: Type.Array(
      Type.Object(
        {
          ...Described,
          value: Schema,
          on: Type.Array(Type.String()),
          sentence: LocalText,
          example: Type.String(),
        },
        closed,
      ),
    ),
    facts: Type.Array(
      Type.Object(
        { ...Described, value: Schema, on: Type.String(), isPlugin: Type.Boolean() },
        closed,
      ),
    ),
    /** The same plugins as `/ruleset` gives, for the engine in the browser. */
    plugins: Type.Array(engineData<PluginData>("PluginData")),
    /** `definitions` of the schema of a rule file, which `params` point into. */
    shared: Schema,
  },
  closed,
);
const Named = Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed));
/** What the account's rules may point to, for pickers. */
export const Names = Type.Object(
  {
    rules: Named,
    channels: Named,
    places: Named,
    pictures: Named,
    products: Named,
    menuKeys: Named,
    pages: Named,
    tags: Type.Array(Type.String()),
    hooks: Type.Array(Type.String()),
    templates: Type.Array(Type.String()),
    vars: Type.Array(Type.String()),
    groups: Type.Array(Type.String()),
    media: Type.Array(Type.String()),
  },
  closed,
);
/** JSON Schema (draft-07) of a rule file, this account's names filled in. */
export const FileSchema = Type.Object({ schema: Schema }, closed);

const InputKind = choice(
  "text",
  "long-text",
  "keywords",
  "hours",
  "number",
  "channel",
  "product",
  "url",
);
export const TemplateInput = Type.Object(
  {
    name: Type.String(),
    title: LocalText,
    help: LocalText,
    kind: InputKind,
    required: Type.Boolean(),
    /** Text, or a list for `keywords`. */
    default: Type.Union([Type.String(), Type.Array(Type.String())]),
  },
  closed,
);
export const Template = Type.Object(
  {
    id: Type.String(),
    title: LocalText,
    help: LocalText,
    icon: Type.String(),
    inputs: Type.Array(TemplateInput),
  },
  closed,
);
const Inputs = Type.Record(
  Type.String({ pattern: "^[a-z][a-z0-9-]{0,63}$" }),
  Type.Union([
    Type.String({ maxLength: 5_000 }),
    Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
  ]),
);
export const TemplateBody = Type.Object(
  {
    inputs: Inputs,
    /** Only shows what would be added. */
    preview: Type.Optional(Type.Boolean()),
  },
  closed,
);
export const TemplateAnswer = Type.Object(
  {
    rules: Type.Array(RuleIdText),
    /** What was (or would be) added. */
    text: Type.String(),
    problems: Type.Array(Problem),
  },
  closed,
);
