import type { LocalText } from "../../engine/index.ts";
import { FILES_COPY } from "../rules/rule-library.ts";
import type { Desk } from "./desk.ts";

const FILES: LocalText = { "zh-CN": "文件", en: "files" };

/** Who is who, for the lists. */
export const namesOf = async ({ library }: Desk): Promise<(id: string) => string> => {
  const known = new Map((await library.members.list()).map(({ id, shownName }) => [id, shownName]));
  return (id) => (id === FILES_COPY ? FILES["zh-CN"] : (known.get(id) ?? id));
};
