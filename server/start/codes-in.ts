import type { Account } from "../../engine/index.ts";

/** A QR code that the local WeChat makes: its scene, and whether it stays for ever. */
export interface Code {
  readonly scene: string;
  readonly permanent: boolean;
}

/** The codes of an account's channels: one each; `table-*` stands for many and shows as `table-1`. */
export const codesIn = (channels: Account["channels"]): readonly Code[] =>
  channels.map(({ id, permanent }) => ({
    scene: id.endsWith("*") ? `${id.slice(0, -1)}1` : id,
    permanent,
  }));
