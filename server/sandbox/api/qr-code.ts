import { QR_LIMITS } from "../../../engine/limits.ts";
import { drawQr } from "../../wechat/wire/qr-picture.ts";
import type { ControlCall } from "../control/route.ts";
import { ControlRefused, needAccount, needText } from "../control/route.ts";
import type { Core } from "../core.ts";
import { isBody, numberIn, partIn, textIn } from "../json.ts";
import { CASHIER_PATH } from "../pages/cashier.ts";
import { CODE_URL } from "../pay/prepay.ts";
import type { PushOptions, PushResult } from "../push/order.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call, OpenCall } from "./route.ts";
import { open, post, RawAnswer } from "./route.ts";

interface QrCode {
  readonly ticket: string;
  readonly account: string;
  readonly scene: string;
  /** 1: the scene is a text. */
  readonly isText: 0 | 1;
  readonly url: string;
  readonly createdAtMs: number;
  /** `null`: permanent. */
  readonly expiresAtMs: number | null;
}

const tables = `
CREATE TABLE IF NOT EXISTS qr_codes (
  ticket TEXT PRIMARY KEY, account TEXT NOT NULL, scene TEXT NOT NULL, isText INTEGER NOT NULL,
  url TEXT NOT NULL, createdAtMs INTEGER NOT NULL, expiresAtMs INTEGER);
CREATE INDEX IF NOT EXISTS qr_codes_of ON qr_codes (account, scene)`;

/** Names of the four actions. */
const actions: Readonly<Record<string, { readonly isText: boolean; readonly permanent: boolean }>> =
  {
    QR_SCENE: { isText: false, permanent: false },
    QR_STR_SCENE: { isText: true, permanent: false },
    QR_LIMIT_SCENE: { isText: false, permanent: true },
    QR_LIMIT_STR_SCENE: { isText: true, permanent: true },
  };

const sceneIn = ({ body }: Call, isText: boolean, permanent: boolean): string => {
  const scene = partIn(partIn(body, "action_info"), "scene");
  if (isText) {
    const text = textIn(scene, "scene_str");
    return text === "" || [...text].length > QR_LIMITS.sceneCharacters ? refuse(40035) : text;
  }
  const id = numberIn(scene, "scene_id");
  const { min, max } = permanent ? QR_LIMITS.permanentSceneId : QR_LIMITS.temporarySceneId;
  if (id === null || !Number.isInteger(id) || id < min || id > max) return refuse(40035);
  return String(id);
};

const lifetimeMs = ({ body }: Call): number => {
  const seconds = numberIn(body, "expire_seconds");
  if (seconds === null) return QR_LIMITS.temporaryDefaultMs;
  if (seconds <= 0 || seconds * 1000 > QR_LIMITS.temporaryMaxMs) return refuse(40035);
  return seconds * 1000;
};

/** A permanent code of the same scene is the same code. */
const findPermanent = (core: Core, account: string, scene: string): QrCode | undefined =>
  core.database.get<QrCode>(
    "SELECT * FROM qr_codes WHERE account = ? AND scene = ? AND expiresAtMs IS NULL",
    account,
    scene,
  );

const countPermanent = (core: Core, account: string): number =>
  core.database.get<{ n: number }>(
    "SELECT count(*) AS n FROM qr_codes WHERE account = ? AND expiresAtMs IS NULL",
    account,
  )?.n ?? 0;

const makeCode = (
  core: Core,
  account: string,
  of: { readonly scene: string; readonly isText: boolean; readonly forMs: number | null },
): QrCode => {
  const { scene, isText, forMs } = of;
  const nowMs = core.time.nowMs();
  const code: QrCode = {
    ticket: `gQ${core.ids.text("ticket", 94)}`,
    account,
    scene,
    isText: isText ? 1 : 0,
    url: `http://weixin.qq.com/q/02${core.ids.text("qr", 22)}`,
    createdAtMs: nowMs,
    expiresAtMs: forMs === null ? null : nowMs + forMs,
  };
  core.database.run(
    "INSERT INTO qr_codes (ticket, account, scene, isText, url, createdAtMs, expiresAtMs) VALUES (?, ?, ?, ?, ?, ?, ?)",
    code.ticket,
    code.account,
    code.scene,
    code.isText,
    code.url,
    code.createdAtMs,
    code.expiresAtMs,
  );
  return code;
};

const createCode = (call: Call): object => {
  const { core, account, body } = call;
  const name = textIn(body, "action_name");
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) return refuse(40035);
  const scene = sceneIn(call, action.isText, action.permanent);
  if (!action.permanent) {
    const forMs = lifetimeMs(call);
    const { ticket, url } = makeCode(core, account.id, { scene, isText: action.isText, forMs });
    return { ticket, expire_seconds: forMs / 1000, url };
  }
  const known = findPermanent(core, account.id, scene);
  if (known === undefined && countPermanent(core, account.id) >= QR_LIMITS.permanentCount)
    refuse(45029);
  const { ticket, url } =
    known ?? makeCode(core, account.id, { scene, isText: action.isText, forMs: null });
  return { ticket, url };
};

/** A code that the account's operator would have made: its text scene, and whether it stays for ever. */
export interface KnownCode {
  readonly scene: string;
  readonly permanent: boolean;
}

const isThere = (core: Core, account: string, { scene, permanent }: KnownCode): boolean =>
  core.database.get(
    `SELECT 1 FROM qr_codes WHERE account = ? AND scene = ?
     AND (expiresAtMs IS NULL OR (? = 0 AND expiresAtMs > ?)) LIMIT 1`,
    account,
    scene,
    permanent ? 1 : 0,
    core.time.nowMs(),
  ) !== undefined;

/** Makes the codes that are not there yet, without an API call; a temporary one lives as long as any may. */
export const addCodes = (core: Core, account: string, codes: readonly KnownCode[]): void => {
  for (const code of codes) {
    if (isThere(core, account, code)) continue;
    const forMs = code.permanent ? null : QR_LIMITS.temporaryMaxMs;
    makeCode(core, account, { scene: code.scene, isText: true, forMs });
  }
};

const showPicture = ({ core, query }: OpenCall): RawAnswer => {
  const code = core.database.get<QrCode>(
    "SELECT * FROM qr_codes WHERE ticket = ?",
    query.get("ticket") ?? "",
  );
  if (code === undefined) return new RawAnswer(404, { "content-type": "text/plain" }, "not found");
  return new RawAnswer(
    200,
    { "content-type": "image/png", "cache-control": "max-age=3600" },
    drawQr(code.url),
  );
};

const findScanned = ({ core, body }: ControlCall, account: string): QrCode | undefined =>
  core.database.get<QrCode>(
    `SELECT * FROM qr_codes WHERE account = ? AND (ticket = ? OR url = ? OR scene = ?)
     ORDER BY expiresAtMs IS NULL DESC, createdAtMs DESC LIMIT 1`,
    account,
    textIn(body, "ticket"),
    textIn(body, "url"),
    textIn(body, "channel"),
  );

/** `opened`: a code to pay leads to the wallet instead of into the conversation. */
type Scanned =
  | { readonly expired: true }
  | { readonly pushes: readonly []; readonly opened: string };

const cashierOf = ({ publicUrl }: Core, codeUrl: string): string =>
  `${publicUrl()}${CASHIER_PATH}?code=${encodeURIComponent(codeUrl.slice(CODE_URL.length))}`;

/** Scans a code by `channel`, `ticket` or `url`: a follower's scan is pushed as SCAN, anybody else's as a follow. An expired one does nothing. */
const scan = async (call: ControlCall): Promise<PushResult | Scanned> => {
  const { core, body } = call;
  const account = needAccount(call);
  const name = textIn(body, "openid") || needText(call, "from");
  const paid = [textIn(body, "url"), textIn(body, "channel")].find((one) =>
    one.startsWith(CODE_URL),
  );
  if (paid !== undefined) return { pushes: [], opened: cashierOf(core, paid) };
  const code = findScanned(call, account.id);
  const channel = code?.scene ?? textIn(body, "channel");
  if (channel === "") throw new ControlRefused("no QR code with that ticket or url");
  const expiresAtMs = code?.expiresAtMs ?? null;
  if (expiresAtMs !== null && expiresAtMs <= core.time.nowMs()) return { expired: true };
  const openid = core.followers.openidOf(account.id, name);
  const isFollowing = core.followers.get(account.id, openid)?.subscribed === 1;
  const message = {
    kind: isFollowing ? "SCAN" : "subscribe",
    channel,
    isString: code?.isText === 1,
    ...(code === undefined ? {} : { ticket: code.ticket }),
  };
  const order = { account: account.id, from: name, message };
  return core.pusher.push(
    isBody(body.options) ? { ...order, options: body.options as PushOptions } : order,
  );
};

/** Parametric QR codes (contract §4.6). */
export const qrCodeGroup: ApiGroup = {
  name: "qr-code",
  tables,
  routes: [
    post("/cgi-bin/qrcode/create", { right: "qr-code", quota: "qr-create" }, createCode),
    open("GET", "/cgi-bin/showqrcode", showPicture),
  ],
  reads: {
    qr: (core, account) =>
      core.database.all<QrCode>(
        "SELECT * FROM qr_codes WHERE account = ? ORDER BY createdAtMs DESC, ticket LIMIT 1000",
        account.id,
      ),
  },
  control: [{ method: "POST", path: "/scan", answer: scan }],
};
