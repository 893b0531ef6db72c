import type { Content, Line } from "../lines.ts";
import type { Entry, ShownEntry } from "./entry.ts";
import { pushKey } from "./push-key.ts";
import { mediaAddress, readDid } from "./read-did.ts";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** A picture's address as the page may load it: by the same server under any of its names without its host, others as they stand. */
export const ownAddress = (url: string, here: URL): string => {
  if (url === "" || !URL.canParse(url, here.href)) return url;
  const asked = new URL(url, here);
  const isSamePort = asked.port === here.port;
  const isOwn =
    asked.host === here.host ||
    (isSamePort && loopback.test(asked.hostname) && loopback.test(here.hostname));
  return isOwn ? `${asked.pathname}${asked.search}` : url;
};

type Said = Exclude<ShownEntry, { readonly kind: "did" | "typing" | "system" }>;
type Readers = {
  readonly [K in Said["kind"]]: (shown: Extract<Said, { readonly kind: K }>, here: URL) => Content;
};

const readers: Readers = {
  text: (shown) => shown,
  image: ({ mediaId }) => ({ kind: "image", src: mediaAddress(mediaId) }),
  voice: ({ mediaId }) => ({ kind: "voice", src: mediaAddress(mediaId), heard: null }),
  video: ({ mediaId, title, description }) => ({
    kind: "video",
    src: mediaAddress(mediaId),
    title,
    description,
  }),
  music: ({ title, description, url, thumbMediaId }) => ({
    kind: "music",
    title,
    description,
    url,
    cover: mediaAddress(thumbMediaId),
  }),
  articles: ({ articles }, here) => ({
    kind: "articles",
    articles: articles.map((one) => ({ ...one, picture: ownAddress(one.picture, here) })),
  }),
  options: (shown) => shown,
  "mini-program": ({ title, page, thumbMediaId }) => ({
    kind: "mini-program",
    title,
    page,
    cover: mediaAddress(thumbMediaId),
  }),
  card: ({ cardId }) => ({ kind: "card", id: cardId }),
  notice: ({ title, lines, url }) => ({ kind: "notice", title, lines, url }),
};

const contentOf = (shown: Said, here: URL): Content => {
  const read = readers[shown.kind] as (shown: Said, here: URL) => Content;
  return read(shown, here);
};

/** Kinds of the platform's own table that are shown, so that a new one is left out rather than breaking the page. */
const isSaid = (shown: ShownEntry): shown is Said => Object.hasOwn(readers, shown.kind);

const prompt = new Set(["reply", "menu", "follower"]);

/** A line of the sandbox as the phone shows it; `null` for a kind it does not know. `here`: the page's address. */
export const readEntry = (entry: Entry, here: URL): Line | null => {
  const { id, openid, atMs, push, agent, shown, via } = entry;
  const base = { id, openid, atMs, push };
  if (shown.kind === "system") return { ...base, kind: "system", text: shown.text };
  if (shown.kind === "typing") return { ...base, kind: "typing", on: shown.on };
  if (shown.kind === "did") {
    const did = readDid(shown.fields);
    const key = pushKey(shown.fields);
    if (did.kind === "happened") return { ...base, ...did, key };
    return { ...base, ...did, by: "follower", agent: "", isLate: false, key };
  }
  if (!isSaid(shown)) return null;
  const content = contentOf(shown, here);
  const isLate = !prompt.has(via);
  return { ...base, kind: "said", by: "account", agent, isLate, content, key: null };
};
