import type { Json, RuleSet } from "../../engine/index.ts";
import type { CopyView } from "../rules/copies.ts";
import { joinCopy } from "../rules/working-copy.ts";
import type { AuditEntry } from "../storage/audit.ts";
import type { DraftPart } from "../storage/drafts.ts";
import type { SourcePart } from "../storage/sources.ts";
import type { SignedIn } from "./call.ts";
import type { Desk } from "./desk.ts";
import { checkOf, viewOf } from "./desk.ts";
import { found, Refusal } from "./refusal.ts";

/** Which texts are meant: a working copy (`""` = what is published), or a version. */
export type Wanted = { readonly copy: string } | { readonly version: number };
/** `of` as it came; the caller's own draft if nothing was said. */
export const copyOf = (me: SignedIn, of: string | undefined): Wanted => {
  if (of === undefined || of === "draft") return { copy: me.member.id };
  return of === "published" ? { copy: "" } : { version: Number(of) };
};

/** The texts as a copy that nothing was changed in. */
export const ofView = async (desk: Desk, account: string, wanted: Wanted): Promise<CopyView> => {
  if ("copy" in wanted) return viewOf(desk, account, wanted.copy);
  const shared = await viewOf(desk, account, "");
  const sources = found(await desk.library.ruleSets.sources(account, wanted.version));
  const joined = joinCopy(sources, []);
  // Negative, so that no check of what is served is taken for one of this.
  const generation = -wanted.version;
  return { ...shared, ...joined, generation, copy: `version ${wanted.version}` };
};

const withoutOff = (ruleSet: RuleSet, off: ReadonlySet<string>): RuleSet => ({
  ...ruleSet,
  rules: ruleSet.rules.map((rule) => (off.has(rule.id) ? { ...rule, enabled: false } : rule)),
});
/** The checked rules of a draft, of what is published or of a version; what is switched off is off in all but versions. */
export const ruleSetOf = async (
  desk: Desk,
  account: string,
  wanted: Wanted,
): Promise<{ readonly ruleSet: RuleSet; readonly off: readonly string[] }> => {
  if ("version" in wanted)
    return { ruleSet: found(await desk.store.ruleSet(account, wanted.version)), off: [] };
  const off = await desk.library.ruleSets.rulesOff(account);
  if (wanted.copy === "") {
    const ruleSet = found(await desk.store.ruleSet(account, "active"));
    return { ruleSet: withoutOff(ruleSet, off), off: [...off] };
  }
  const { compiled } = await checkOf(desk, account, wanted.copy);
  if (compiled.ruleSet === null) throw new Refusal("account-refused");
  return { ruleSet: withoutOff(compiled.ruleSet, off), off: [...off] };
};

interface CopyCall {
  readonly me: SignedIn;
  readonly params: { readonly account: string };
  readonly audit: (subject: string, details?: Readonly<Record<string, Json>>) => AuditEntry;
}
interface CopyChange {
  readonly change: (view: CopyView) => readonly SourcePart[];
  readonly taken?: readonly DraftPart[];
  readonly subject: () => string;
  readonly details?: (
    before: CopyView,
    after: readonly SourcePart[],
  ) => Readonly<Record<string, Json>>;
}
/** Changes the caller's working copy, with its audit row. */
export const changeCopy = async (
  { copies }: Desk,
  { me, params, audit }: CopyCall,
  { change, taken = [], subject, details }: CopyChange,
): Promise<CopyView> => {
  const author = me.member.id;
  let after: readonly SourcePart[] = [];
  const changed = await copies.edit(
    { account: params.account, copy: author },
    {
      author,
      taken,
      change: (view) => {
        after = change(view);
        return after;
      },
      audit: (view) => audit(subject(), details?.(view, after) ?? {}),
    },
  );
  if (changed === "busy") throw new Refusal("busy");
  return found(changed);
};
