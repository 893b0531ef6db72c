import type { AccountId, FollowerState } from "../../engine/index.ts";
import { TEMPORARY_MEDIA } from "../../engine/limits.ts";
import type { Conversation } from "../storage/conversations.ts";
import type { LogCursor, LogDetail } from "../storage/library.ts";
import { downloadMedia, uploadMedia } from "../wechat/api/media.ts";
import { sniffType } from "../wechat/media-type.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { refusedBy } from "../wechat/refusal.ts";
import type { FileBytes } from "../wechat/request.ts";
import type { Inbox, InboxDeps } from "./inbox.ts";
import { DESK, windowOf } from "./inbox.ts";
import type { Line } from "./lines.ts";
import { linesOf } from "./lines.ts";

const nameOf = (state: FollowerState | undefined | null): string => {
  const { remark, name } = state?.values ?? {};
  const shown = [remark, name].find((one) => typeof one === "string" && one !== "");
  return typeof shown === "string" ? shown : "";
};

const cursorOf = (details: readonly LogDetail[], limit: number): LogCursor | null => {
  const last = details.length === limit ? details.at(-1) : undefined;
  return last === undefined ? null : { atMs: last.atMs, key: last.key };
};

/** A video comes as an address, which is not followed: whoever looks opens WeChat's own page. */
const fetchFile = async (
  api: ReturnType<InboxDeps["client"]["api"]>,
  mediaId: string,
  nowMs: number,
): Promise<ApiResult<FileBytes>> => {
  const got = await downloadMedia(api, mediaId);
  if (!got.ok) return got;
  return got.data.kind === "bytes"
    ? { ok: true, data: got.data }
    : refusedBy("media-type", mediaId, nowMs);
};

/** Lists, lines and files. */
export const readInbox = ({ library, client, nowMs }: InboxDeps) => {
  const { conversations, followers, log } = library;
  const lastLine = async (account: AccountId, one: Conversation): Promise<Line | null> => {
    const detail = await conversations.last(account, one);
    const lines = detail === null ? [] : linesOf(detail, []);
    return lines.findLast(({ from }) => from !== "note") ?? null;
  };
  return {
    list: async (account, show, page) => {
      const rows = await conversations.list(account, { desk: DESK, ...show }, page);
      const states = await followers.findMany(
        account,
        rows.map(({ follower }) => follower),
      );
      const now = nowMs(account);
      return Promise.all(
        rows.map(async (row) => {
          const state = states.get(row.follower);
          const last = await lastLine(account, row);
          return { ...row, name: nameOf(state), window: windowOf(state, now), last };
        }),
      );
    },
    counts: async (account, me) => {
      const all = await conversations.counts(account, DESK);
      const openOf = (id: string): number => all.find(({ member }) => member === id)?.open ?? 0;
      const open = all.reduce((sum, one) => sum + one.open, 0);
      return { waiting: openOf(""), mine: openOf(me), open };
    },
    view: async ({ account, follower }) => {
      const row = await conversations.find(account, follower);
      if (row === null || row.desk !== DESK) return null;
      const state = await followers.find(account, follower);
      const now = nowMs(account);
      const quietUntilMs = state?.agent?.quietUntilMs ?? null;
      return {
        ...row,
        name: nameOf(state),
        window: windowOf(state, now),
        tags: state?.tags ?? [],
        quietForMs: quietUntilMs === null ? null : Math.max(0, quietUntilMs - now),
      };
    },
    lines: async ({ account, follower }, page) => {
      const details = await conversations.entries(account, follower, page);
      const lane = await conversations.lane(account, follower);
      const lines = details.toReversed().flatMap((detail) => linesOf(detail, lane));
      return { lines, next: cursorOf(details, page.limit) };
    },
    file: async ({ account, follower }, { key, place }) => {
      const detail = await log.find(account, key);
      if (detail === null || detail.follower !== follower) return null;
      const line = linesOf(detail, [])[place];
      if (line?.mediaId == null) return null;
      return fetchFile(client.api(account), line.mediaId, nowMs(account));
    },
  } satisfies Partial<Inbox>;
};

/** Gives pictures to the platform. */
export const pictureUploader =
  ({ client, nowMs }: InboxDeps): Inbox["upload"] =>
  async (account, bytes) => {
    const sniffed = sniffType(bytes);
    if (sniffed?.type !== "image") return refusedBy("media-type", "", nowMs(account));
    if (bytes.length > TEMPORARY_MEDIA.image.bytes)
      return refusedBy("media-size", "", nowMs(account));
    const { contentType, ending } = sniffed;
    return uploadMedia(client.api(account), "image", {
      name: `picture.${ending}`,
      contentType,
      bytes,
    });
  };
