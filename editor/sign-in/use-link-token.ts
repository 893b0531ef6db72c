import { useEffect, useState } from "react";

const tokenIn = ({ hash, search }: Location): string =>
  hash.length > 1 ? hash.slice(1) : (new URLSearchParams(search).get("token") ?? "");

/** The one-time token of the link that was opened; it leaves the address at once, so that no history keeps it. */
export const useLinkToken = (): string => {
  const [token] = useState(() => tokenIn(location));
  useEffect(() => {
    history.replaceState(history.state, "", location.pathname);
  }, []);
  return token;
};
