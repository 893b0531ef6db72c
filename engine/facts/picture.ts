import { Type } from "typebox";
import type { FactContext } from "../definitions/definition.ts";
import { defineFact } from "../definitions/definition.ts";
import type { Picture } from "../schema/account.ts";

const value = Type.String();
const seenIn = ({ event, settings }: FactContext): Picture | undefined => {
  const id = event.kind === "image" ? (event.picture ?? null) : null;
  return id === null ? undefined : settings.pictures.find((picture) => picture.id === id);
};

export const pictureId = defineFact({
  name: "picture.id",
  title: { "zh-CN": "认出的图片", en: "Picture" },
  help: {
    "zh-CN": "发来的图片是图片库里的哪一张；没有认出则没有值。",
    en: "Which picture of the library the sent one shows; nothing when none was recognised.",
  },
  group: "picture",
  value,
  on: "text",
  read: (context) => seenIn(context)?.id,
});

export const pictureName = defineFact({
  name: "picture.name",
  title: { "zh-CN": "认出的图片的名称", en: "Name of the picture" },
  help: {
    "zh-CN": "认出的图片在 pictures.yaml 里的名称。",
    en: "The name in pictures.yaml of the picture that was recognised.",
  },
  group: "picture",
  value,
  on: "text",
  read: (context) => seenIn(context)?.name,
});

export const pictureText = defineFact({
  name: "picture.text",
  title: { "zh-CN": "认出的图片的文字", en: "Text of the picture" },
  help: {
    "zh-CN": "pictures.yaml 里给这张图片写的文字，例如讲解词。",
    en: "What pictures.yaml says about the picture that was recognised, such as a guide's words.",
  },
  group: "picture",
  value,
  on: "text",
  read: (context) => seenIn(context)?.text || undefined,
});
