import type { Account } from "../../engine/index.ts";
import type { ConsoleButton } from "../wechat/api/console.ts";
import { readConsoleMenu, readConsoleReplies } from "../wechat/api/console.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { FetchAddress, TakenFile } from "./fetch-media.ts";
import { takeMediaFrom } from "./fetch-media.ts";
import type { Proof } from "./prove.ts";
import { prove } from "./prove.ts";
import { takeMenu } from "./take-menu.ts";
import { takeReplies } from "./take-replies.ts";
import { writeMenu, writeRules } from "./write-files.ts";

/** What an account did by itself, as files of an account folder, and the proof that they do the same. */
export interface TakenOver {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly media: readonly TakenFile[];
  /** Media that could not be fetched: what sent them says less now. */
  readonly lost: readonly string[];
  readonly rules: number;
  readonly buttons: number;
  readonly proof: Proof;
}

/** The rule file that is written. */
export const RULES_FILE = "takeover.yaml";
export const MENU_FILE = "menu.yaml";

/** Buttons that the console made, by their place: `1-2`. */
const placed = (
  buttons: readonly ConsoleButton[],
  before = "",
): readonly (readonly [place: string, button: ConsoleButton])[] =>
  buttons.flatMap((button, at) => {
    const place = `${before}${at + 1}`;
    return [[place, button] as const, ...placed(button.sub_button?.list ?? [], `${place}-`)];
  });

/** Reads the automatic replies and the menu of an account from the platform and makes files of them. */
export const takeOver = async (
  api: Api,
  {
    account,
    fetchAddress,
  }: {
    readonly account: Pick<Account, "kind" | "verified">;
    readonly fetchAddress: FetchAddress;
  },
): Promise<ApiResult<TakenOver>> => {
  const replies = await readConsoleReplies(api);
  if (!replies.ok) return replies;
  const shown = await readConsoleMenu(api);
  if (!shown.ok) return shown;
  const media = takeMediaFrom(api, fetchAddress);
  const said = await takeReplies(replies.data, media.take);
  const menu = await takeMenu(shown.data ?? [], media.take);
  const rules = [...said, ...menu.rules];
  const files = [
    { name: RULES_FILE, text: writeRules(rules) },
    { name: MENU_FILE, text: writeMenu(menu.buttons) },
  ];
  const keys = new Set(menu.rules.map(({ id }) => id));
  const taps = placed(shown.data ?? []).flatMap(([place, button]) =>
    keys.has(`menu-${place}`) ? [[`MENU-${place}`, button] as const] : [],
  );
  const proof = await prove({
    replies: replies.data,
    taps: new Map(taps),
    files,
    account,
    sources: new Map(media.files.map(({ name, source }) => [name, source])),
  });
  const data = {
    files,
    media: media.files,
    lost: media.lost,
    rules: rules.length,
    buttons: menu.buttons.length,
    proof,
  };
  return { ok: true, data };
};
