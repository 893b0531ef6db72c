import type { Faults } from "./api/faults.ts";
import type { Verdicts } from "./api/verdicts.ts";
import type { Pay } from "./pay/pay.ts";
import type { Pusher } from "./push/push.ts";
import type { Quotas } from "./state/quotas.ts";
import type { State } from "./state/state.ts";
import type { Tokens } from "./state/tokens.ts";

/** What every API group and the control API work with. */
export interface Core extends State {
  readonly tokens: Tokens;
  readonly quotas: Quotas;
  readonly faults: Faults;
  readonly verdicts: Verdicts;
  readonly pusher: Pusher;
  readonly pay: Pay;
  /** The quota a path counts under: `undefined` when no such path is known, `null` when none is kept. */
  readonly quotaOf: (path: string) => string | null | undefined;
  /** Where this sandbox is reached, without a slash at the end. */
  readonly publicUrl: () => string;
}
