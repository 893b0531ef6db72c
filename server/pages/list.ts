import { addressPage } from "./address-page.ts";
import { bindPage } from "./bind-page.ts";
import type { Page } from "./page.ts";
import { reviewPage } from "./review-page.ts";
import { signInPage } from "./sign-in-page.ts";

/** The pages that every account has; their names stand in the engine's `OWN_PAGES` too. */
export const OWN: readonly Page[] = [signInPage, bindPage, addressPage, reviewPage];
