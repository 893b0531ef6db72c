import type {
  Account,
  AccountId,
  Condition,
  Diagnostic,
  OpenId,
  Registry,
} from "../../engine/index.ts";
import { compileSegment, segmentMatcher } from "../../engine/index.ts";
import { checkShape } from "../check-shape.ts";
import type { Followers, ListedFollower } from "../storage/library.ts";

/** Rows looked at in one turn of the loop: a few milliseconds. */
const AT_ONCE = 500;

export interface SegmentDeps {
  readonly followers: Pick<Followers, "scan">;
  readonly nowMs: () => number;
}
/** What a condition is asked against. */
export interface SegmentOf {
  readonly account: AccountId;
  readonly settings: Account;
  readonly registry: Registry;
  /** `null`: everybody who follows. */
  readonly condition: Condition | null;
}

/** Checks a saved condition; `null` with its mistakes when it cannot be used. */
export const readSegment = (
  text: string,
  of: Pick<SegmentOf, "settings" | "registry">,
): { readonly condition: Condition | null; readonly diagnostics: readonly Diagnostic[] } =>
  compileSegment({ text, account: of.settings, registry: of.registry, checkShape });

/** A page of those who follow and for whom the condition holds; `next` is `null` after the last row. */
export const segmentPage = async (
  { followers, nowMs }: SegmentDeps,
  { account, condition, settings, registry }: SegmentOf,
  after: string,
): Promise<{ readonly members: readonly ListedFollower[]; readonly next: OpenId | null }> => {
  const rows = await followers.scan(account, after, AT_ONCE);
  const at = nowMs();
  const holds = condition === null ? () => true : segmentMatcher(condition, { registry, settings });
  const members = rows.filter(
    ({ openid, state }) => state.followedAtMs !== null && holds({ openid, state, nowMs: at }),
  );
  const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
  return { members, next: last?.openid ?? null };
};

/** All of them, page by page, each turn of the loop one. */
export async function* segmentPages(
  deps: SegmentDeps,
  of: SegmentOf,
): AsyncGenerator<readonly ListedFollower[]> {
  let after: string | null = "";
  while (after !== null) {
    const page: Awaited<ReturnType<typeof segmentPage>> = await segmentPage(deps, of, after);
    yield page.members;
    after = page.next;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** How many there are now. */
export const countSegment = async (deps: SegmentDeps, of: SegmentOf): Promise<number> => {
  let count = 0;
  for await (const members of segmentPages(deps, of)) count += members.length;
  return count;
};
