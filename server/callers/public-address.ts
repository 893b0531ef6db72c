import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

/** A host that rules may call, with the address that was checked. */
export interface CheckedHost {
  readonly address: string;
  readonly family: 4 | 6;
}
type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const unmapped = (address: string): string => {
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === "ipv6" && (parsed as ipaddr.IPv6).isIPv4MappedAddress())
    return (parsed as ipaddr.IPv6).toIPv4Address().toString();
  return parsed.toString();
};
/** Whether an address is out on the internet: no loopback, private, link-local, translated or reserved range. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(unmapped(address)).range() === "unicast";

const resolveAll: Resolve = (host) => lookup(host, { all: true });

/** `host` or `host:port` as the account lists it; the port is part of the name when written. */
export const isListed = (url: URL, hosts: readonly string[]): boolean =>
  hosts.some((host) => host === url.host || (host === url.hostname && url.port === ""));

/** An address or `localhost` that the operator wrote out by hand, with its port, is meant. */
const isWrittenOut = (url: URL): boolean =>
  url.port !== "" &&
  (url.hostname === "localhost" || ipaddr.isValid(url.hostname.replace(/^\[|\]$/g, "")));

/**
 * Resolves a listed host once and checks every address it has, so that the connection goes where the
 * check looked; `null` if it is not listed or leads inside (reliability S-13).
 */
export const checkHost = async (
  url: URL,
  hosts: readonly string[],
  resolve: Resolve = resolveAll,
): Promise<CheckedHost | null> => {
  if (!isListed(url, hosts)) return null;
  const addresses = await resolve(url.hostname.replace(/^\[|\]$/g, ""));
  const [first] = addresses;
  if (first === undefined) return null;
  const isAllowed = isWrittenOut(url) || addresses.every(({ address }) => isPublicAddress(address));
  return isAllowed ? { address: first.address, family: first.family === 6 ? 6 : 4 } : null;
};
