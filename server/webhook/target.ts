/** The query of a request; what was not sent is `""`. */
export interface SignedQuery {
  signature: string;
  timestamp: string;
  nonce: string;
  echostr: string;
  encrypt_type: string;
  msg_signature: string;
}
/** `query` is `null` when a name that is checked stands twice or is not decodable: nobody could say which one was signed. */
export interface Target {
  readonly account: string;
  readonly query: SignedQuery | null;
}

const path = /^\/wechat\/([A-Za-z0-9_-]{1,64})\/?$/;

const decode = (text: string): string => {
  if (!text.includes("%") && !text.includes("+")) return text;
  return decodeURIComponent(text.replaceAll("+", " "));
};

const empty = (): SignedQuery => ({
  signature: "",
  timestamp: "",
  nonce: "",
  echostr: "",
  encrypt_type: "",
  msg_signature: "",
});
const names: ReadonlySet<string> = new Set(Object.keys(empty()));

const readQuery = (search: string): SignedQuery | null => {
  const query = empty();
  for (const pair of search.split("&")) {
    const cut = pair.indexOf("=");
    const name = cut < 0 ? pair : pair.slice(0, cut);
    if (!names.has(name)) continue;
    const known = name as keyof SignedQuery;
    if (query[known] !== "") return null;
    query[known] = pair.slice(cut + 1);
  }
  try {
    query.nonce = decode(query.nonce);
    query.echostr = decode(query.echostr);
    return query;
  } catch {
    return null;
  }
};

/** Reads `/wechat/ACCOUNT?…`; `mountedAt` is what a router has already taken off. `null` when the address is not ours. */
export const parseTarget = (url: string, mountedAt: string): Target | null => {
  const cut = url.indexOf("?");
  const own = cut < 0 ? url : url.slice(0, cut);
  const found =
    path.exec(own) ?? (mountedAt.endsWith("/wechat") ? path.exec(`/wechat${own}`) : null);
  if (found === null) return null;
  return { account: found[1] ?? "", query: readQuery(cut < 0 ? "" : url.slice(cut + 1)) };
};
