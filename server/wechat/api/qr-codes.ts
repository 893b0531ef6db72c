import { Type } from "typebox";
import type { ApiResult } from "../refusal.ts";
import type { Api, FileBytes } from "../request.ts";

/** A number, or a text of up to 64 characters. */
export type Scene = string | number;
export interface QrCode {
  /** For `qrPicture`. */
  readonly ticket: string;
  /** What the picture says, for drawing it oneself. */
  readonly url: string;
  /** `null`: permanent. */
  readonly forMs: number | null;
}

const sceneOf = (scene: Scene): object =>
  typeof scene === "number" ? { scene_id: scene } : { scene_str: scene };
const actionOf = (scene: Scene, isPermanent: boolean): string => {
  if (isPermanent) return typeof scene === "number" ? "QR_LIMIT_SCENE" : "QR_LIMIT_STR_SCENE";
  return typeof scene === "number" ? "QR_SCENE" : "QR_STR_SCENE";
};

/** Makes a parametric code: for at most 30 days, or permanent (`forMs` `null`; 100,000 an account). */
export const createQrCode = async (
  api: Api,
  scene: Scene,
  forMs: number | null,
): Promise<ApiResult<QrCode>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/qrcode/create",
    quota: "qr-create",
    json: {
      ...(forMs === null ? {} : { expire_seconds: Math.floor(forMs / 1000) }),
      action_name: actionOf(scene, forMs === null),
      action_info: { scene: sceneOf(scene) },
    },
    answer: Type.Object({
      ticket: Type.String({ minLength: 1 }),
      url: Type.String({ minLength: 1 }),
      expire_seconds: Type.Optional(Type.Integer()),
    }),
  });
  if (!answered.ok) return answered;
  const { ticket, url, expire_seconds } = answered.data;
  const lifeMs = expire_seconds === undefined ? null : expire_seconds * 1000;
  return { ok: true, data: { ticket, url, forMs: lifeMs } };
};

/** The platform's picture of a code. */
export const qrPicture = (api: Api, ticket: string): Promise<ApiResult<FileBytes>> =>
  api.downloadFile({
    method: "GET",
    host: "mp",
    path: "/cgi-bin/showqrcode",
    guard: "none",
    query: { ticket },
  });
