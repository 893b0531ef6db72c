import type { AccountId, OpenId } from "../../engine/index.ts";
import type { Caller, Performed } from "../effects/performer.ts";
import type { Mark } from "./marks.ts";

/** The address of a page for one follower; `subject` is what it is about, an order's number. */
export type LinkTo = (
  account: AccountId,
  of: { readonly page: string; readonly openid: OpenId; readonly subject?: string },
) => string;

/**
 * Makes addresses of pages. Each is marked for its follower, without naming them: who opens it is asked of the platform,
 * and must be the one it was sent to.
 */
export const linkMaker =
  ({ mark, publicUrl }: { readonly mark: Mark; readonly publicUrl: () => string }): LinkTo =>
  (account, { page, openid, subject }) => {
    const path = `/p/${encodeURIComponent(account)}/${encodeURIComponent(page)}`;
    const about = subject === undefined ? "" : `&of=${encodeURIComponent(subject)}`;
    return `${publicUrl()}${path}?for=${mark("recipient", account, openid)}${about}`;
  };

/** Makes the addresses that the action `link` sends. */
export const linkCaller = (linkTo: LinkTo): Caller => ({
  kind: "page",
  answer: ({ args }, { account, follower }): Promise<Performed> => {
    const { page } = args as { readonly page: string };
    if (follower === null) return Promise.resolve({ kind: "never", code: "page-without-follower" });
    return Promise.resolve({ kind: "done", value: linkTo(account, { page, openid: follower }) });
  },
});
