import type { Account, SharedPage } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import type { Form, Page, PageAnswer, PageDesk, ShareCard, Visit } from "./page.ts";
import { pageEvent } from "./page.ts";

/** How often an hour one follower's passing on is believed: the telling comes from a browser. */
const TOLD_MOST = 20;
const HOUR_MS = 3_600_000;
/** How many browsers nobody is signed in in may open one copy an hour, and count. */
const UNKNOWN_MOST = 60;
/** Where something was passed on to. */
const TARGETS = ["friend", "moments"] as const;

const pictureOf = ({ account, publicUrl }: Visit, { picture }: SharedPage): string => {
  if (picture === "" || picture.startsWith("https://")) return picture;
  return `${publicUrl}/p/${account.id}/media/${encodeURIComponent(picture)}`;
};

/** This follower's own copy, so that whoever opens it counts for them; `null` where nobody knows who it is. */
const ownCode = async (
  visit: Visit,
  page: string,
  { desk, channel }: { readonly desk: PageDesk; readonly channel: string },
): Promise<string | null> => {
  const { account, openid } = visit;
  if (openid === "") return null;
  const code = desk.mark("share", account.id, page, openid);
  const { shares, followers } = desk.library;
  if ((await shares.find(account.id, code)) !== null) return code;
  const known = await followers.find(account.id, openid);
  await shares.add(account.id, { code, page, openid, channel: known?.channel ?? channel });
  return code;
};

/**
 * Whether who opens a copy counts: followers WeChat knows always; browsers alone only where the account cannot ask WeChat,
 * and not more of one copy than people come by, for anybody can be as many browsers as they like.
 */
const counts = async (visit: Visit, code: string, desk: PageDesk): Promise<boolean> => {
  const { account, openid } = visit;
  if (openid !== "") return true;
  if (hasRight(account, "oauth")) return false;
  const of = { name: `open/${account.id}/${code}`, address: "page", known: [] };
  const most = { sinceMs: desk.nowMs() - HOUR_MS, max: UNKNOWN_MOST, maxHere: UNKNOWN_MOST };
  return (await desk.library.loginTries.reserve(of, most)) === "reserved";
};

/** Somebody opened what a follower passed on: told to that follower's rules, once for each who opens. */
const noteOpened = async (visit: Visit, page: string, desk: PageDesk): Promise<string> => {
  const { account, by, openid, visitor } = visit;
  const share = by === "" ? null : await desk.library.shares.find(account.id, by);
  if (share === null || share.page !== page) return "";
  if (share.openid === openid || !(await counts(visit, share.code, desk))) return share.channel;
  const opener = desk.mark("share", "opener", openid === "" ? visitor : openid);
  const of = { code: share.code, opener };
  const { channel } = share;
  const owner = { account, openid: share.openid };
  await desk.library.shares.opened(account.id, of, (opens) =>
    pageEvent(owner, { name: "share-opened", fields: { page, channel, opens } }, desk),
  );
  return channel;
};

const bodyOf = (visit: Visit, page: SharedPage): Html => {
  const { account, language } = visit;
  const picture = pictureOf(visit, page);
  const cover = picture === "" ? null : html`<img class="cover" src="${picture}" alt="">`;
  const paragraphs = page.text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => html`<p>${line}</p>`);
  const lead = page.description === "" ? null : html`<p class="lead">${page.description}</p>`;
  const source = page.source === "" ? account.name : page.source;
  const follow = say(
    language,
    `在微信里搜一搜「${account.name}」，关注我们。`,
    `Search WeChat for "${account.name}" to follow us.`,
  );
  return html`${cover}<h1>${page.title}</h1>${lead}${paragraphs}<p class="note lead">${follow}</p><p class="tail">${source}</p>`;
};

const show = async (visit: Visit, page: SharedPage, desk: PageDesk): Promise<PageAnswer> => {
  const channel = await noteOpened(visit, page.id, desk);
  const code = await ownCode(visit, page.id, { desk, channel });
  const link = `${visit.publicUrl}${visit.path}${code === null ? "" : `?by=${code}`}`;
  const share: ShareCard = {
    title: page.title,
    description: page.description,
    link,
    picture: pictureOf(visit, page),
  };
  return { body: bodyOf(visit, page), title: page.title, share };
};

const take = async (
  visit: Visit,
  { page, read }: { readonly page: SharedPage; readonly read: Form },
  desk: PageDesk,
): Promise<PageAnswer> => {
  const { account, openid } = visit;
  const to = TARGETS.find((one) => one === read("to"));
  if (to === undefined || openid === "") return { status: 422, body: html`` };
  const { loginTries, shares } = desk.library;
  const told = { name: `share/${account.id}/${openid}`, address: "page", known: [] };
  const most = { sinceMs: desk.nowMs() - HOUR_MS, max: TOLD_MOST, maxHere: TOLD_MOST };
  if ((await loginTries.reserve(told, most)) === "refused") return { status: 429, body: html`` };
  const code = desk.mark("share", account.id, page.id, openid);
  const channel = (await shares.find(account.id, code))?.channel ?? "";
  await shares.shared(account.id, code, (times) =>
    pageEvent(
      visit,
      { name: "shared", fields: { page: page.id, to, channel, shares: times } },
      desk,
    ),
  );
  return { body: html`` };
};

/** A page made to be passed on: title, picture, paragraphs, and a tail that says where it comes from. Anybody may open it. */
export const sharedPage = (page: SharedPage): Page => ({
  name: page.id,
  title: { "zh-CN": page.title, en: page.title },
  scope: "anybody",
  show: (visit, desk) => show(visit, page, desk),
  take: (visit, read, desk) => take(visit, { page, read }, desk),
});

/** The page `share` of an account that wrote none of that name: an invitation to it. */
export const invitation = ({ name }: Account): SharedPage => ({
  id: "share",
  title: name,
  description: "",
  text: "",
  picture: "",
  source: "",
});
