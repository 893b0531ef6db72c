import type { Mark } from "./marks.ts";

/** Of a machine: whose, which, and, if it sells one thing alone, what. */
interface Machine {
  readonly account: string;
  readonly channel: string;
  /** `""`: people choose on the screen. */
  readonly product: string;
}

/** What only this server can make: nobody else orders for a machine. */
export const placeMark = (mark: Mark, { account, channel }: Omit<Machine, "product">): string =>
  mark("place", account, channel);

/** Where a machine's screen shows its price; relative, `/p/ACCOUNT/price?…`. */
export const priceAddress = (mark: Mark, machine: Machine): string => {
  const { account, channel, product } = machine;
  const of = product === "" ? channel : `${channel}.${product}`;
  return `/p/${account}/price?of=${encodeURIComponent(of)}&by=${placeMark(mark, machine)}`;
};
