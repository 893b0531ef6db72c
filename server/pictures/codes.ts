import type { LocalText } from "../../engine/index.ts";

interface CodeText {
  readonly means: LocalText;
  readonly remedy: LocalText;
}
const row = (
  [zh, en]: readonly [zh: string, en: string],
  [zhRemedy, enRemedy]: readonly [zh: string, en: string],
): CodeText => ({
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});

/** Why a picture could not be looked at: of the library, or sent by a follower. */
export const pictureCodes = {
  "picture-unreadable": row(
    ["不是图片，或图片已损坏", "this is no picture, or a broken one"],
    ["请用 JPEG、PNG、WebP 或 GIF 图片。", "Use a JPEG, PNG, WebP or GIF picture."],
  ),
  "picture-too-large": row(
    ["图片文件超过 10 MB", "the file is larger than 10 MB"],
    ["请压缩后再用。", "Make it smaller."],
  ),
  "picture-too-many-pixels": row(
    ["图片超过四千万像素", "the picture has more than 40 million pixels"],
    ["请缩小后再用。", "Make it smaller."],
  ),
  "picture-too-small": row(
    ["图片的边长不到 64 像素", "a side of the picture is shorter than 64 pixels"],
    ["请换一张大些的。", "Use a larger one."],
  ),
  "picture-no-file": row(
    ["微信没有给出图片文件", "the platform gave no picture file"],
    ["请让粉丝重发。", "Let the follower send it again."],
  ),
  "picture-no-decoder": row(
    ["没有安装解码图片用的 sharp", "sharp, which decodes pictures, is not installed"],
    [
      "请重新安装依赖；要允许可选依赖（optional）。",
      "Install the dependencies again, optional ones included.",
    ],
  ),
  "picture-busy": row(
    ["等待识别的图片太多", "too many pictures wait to be recognised"],
    ["请稍后重发。", "Send it again later."],
  ),
  "picture-timeout": row(
    ["识别图片超时", "recognising the picture took too long"],
    ["详情见日志。", "See the log."],
  ),
  "picture-failed": row(
    ["识别图片时出错", "recognising the picture failed"],
    ["详情见日志。", "See the log."],
  ),
} as const satisfies Readonly<Record<string, CodeText>>;

export type PictureCode = keyof typeof pictureCodes;

/** A picture that cannot be looked at; `code` stands in the table above. */
export class PictureError extends Error {
  readonly code: PictureCode;
  constructor(code: PictureCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "PictureError";
    this.code = code;
  }
}
export const isPictureError = (error: unknown): error is PictureError =>
  error instanceof PictureError;
