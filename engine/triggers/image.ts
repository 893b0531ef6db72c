import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import type { Filed } from "../schema/compiled-rules.ts";
import { ANY, filedAny, filedNames, isNamed, namesOf, sampleName } from "./filed.ts";
import { anyShort } from "./shapes.ts";

/** `like: any` stands for every picture of the library. */
const EVERY = "*";
const NAME = "image";
const Params = Type.Object(
  {
    any: Type.Optional(Type.Literal(true)),
    like: Type.Optional(Type.Array(resource("picture"), { minItems: 1 })),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);

const filedLike = (names: readonly string[]): readonly Filed[] =>
  filedNames(
    NAME,
    names.map((name) => (name === ANY ? EVERY : name)),
  );

/** A picture that a follower sends. */
export const image = defineTrigger({
  name: NAME,
  title: { "zh-CN": "收到图片", en: "Image" },
  help: {
    "zh-CN":
      "粉丝发来的图片：任意（any），或认得出是图片库（pictures.yaml）里的哪一张（like）：重发的文件、截取的一部分、转了方向的、斜着拍的封面或海报都算。末尾可用 *，like: any 表示库里任意一张。图片的名称与文字是 {{ picture.name }} 与 {{ picture.text }}。",
    en: "A picture that a follower sends: any, or like one of pictures.yaml: the same file again, a part of it, turned, or a photo of the cover or poster taken from aside. A trailing * may end its name, like: any stands for every picture of the library. Its name and text are {{ picture.name }} and {{ picture.text }}.",
  },
  group: "message",
  params: Params,
  short: anyShort,
  sentence: { "zh-CN": "收到图片{params}", en: "image {params}" },
  needs: [],
  example: "image: { like: cover-01 }",
  on: ["image"],
  index: ({ like }) => (like === undefined ? [filedAny(NAME)] : filedLike(like)),
  names: (event) => (event.kind === "image" ? namesOf(NAME, event.picture ?? null) : []),
  match: ({ like }, event) => {
    if (event.kind !== "image") return null;
    if (like === undefined) return {};
    const { picture = null } = event;
    return picture !== null && isNamed(like, picture) ? {} : null;
  },
  sample: ({ like }) => {
    const picture = like === undefined ? ANY : sampleName(like);
    return picture === null ? null : { image: picture };
  },
});
