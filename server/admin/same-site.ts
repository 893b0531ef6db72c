import type { IncomingMessage } from "node:http";

const originIsOurs = ({ headers }: IncomingMessage): boolean => {
  if (headers.origin === undefined || !URL.canParse(headers.origin)) return false;
  return new URL(headers.origin).host === headers.host;
};

/**
 * Whether a request that changes something was made by our own page: browsers say where it comes from, and no form
 * and no page of another origin can set a header of its own.
 */
export const isFromOurPage = (request: IncomingMessage): boolean => {
  const { headers } = request;
  if ((headers["x-requested-by"] ?? "") === "") return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  return originIsOurs(request);
};
