import type { Account } from "../../engine/index.ts";
import { addressPage } from "./address-page.ts";
import { bindPage } from "./bind-page.ts";
import { ordersPage } from "./orders-page.ts";
import type { Page } from "./page.ts";
import { payPage } from "./pay-page.ts";
import { pricePage } from "./price-page.ts";
import { redeemPage } from "./redeem-page.ts";
import { reviewPage } from "./review-page.ts";
import { invitation, sharedPage } from "./shared-page.ts";
import { signInPage } from "./sign-in-page.ts";

/** The pages that every account has, beside `share`; their names stand in the engine's `OWN_PAGES` too. */
export const OWN: readonly Page[] = [
  ...[signInPage, bindPage, addressPage, reviewPage],
  ...[payPage, ordersPage, redeemPage, pricePage],
];

/** A page by its name: one of ours, one of the account's `pages.yaml`, or the invitation. */
export const pageNamed = (account: Account, name: string): Page | null => {
  const own = OWN.find((page) => page.name === name);
  if (own !== undefined) return own;
  const written = (account.pages ?? []).find(({ id }) => id === name);
  if (written !== undefined) return sharedPage(written);
  return name === "share" ? sharedPage(invitation(account)) : null;
};
