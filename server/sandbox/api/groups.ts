import { basicsGroup } from "./basics.ts";
import type { ApiGroup } from "./route.ts";
import { tokenGroup } from "./token.ts";

/** Every part of the API, in the contract's order. */
export const apiGroups: readonly ApiGroup[] = [tokenGroup, basicsGroup];
