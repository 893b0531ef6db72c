import { textOfCode } from "../../errors.ts";
import { isPictureError } from "../../pictures/codes.ts";
import type { Sight } from "../../pictures/find-picture.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { found, Refusal } from "../refusal.ts";

type Routes =
  | "GET /accounts/:account/pictures"
  | "GET /accounts/:account/pictures/:picture"
  | "POST /accounts/:account/pictures"
  | "POST /accounts/:account/pictures-try"
  | "DELETE /accounts/:account/pictures/:picture";

/** Entries of the published `pictures.yaml`, by their files. */
const entriesOf = async (
  { store }: Desk,
  account: string,
): Promise<ReadonlyMap<string, string>> => {
  const served = await store.ruleSet(account, "active");
  return new Map((served?.account.pictures ?? []).map(({ file, id }) => [file, id]));
};
const problemOf = (code: string) => ({ code, ...textOfCode(code) });
const shown = (
  { threshold, seen }: Sight,
  entries: ReadonlyMap<string, string>,
): AnswerOf<"POST /accounts/:account/pictures-try"> => ({
  threshold,
  seen: seen.map((one) => ({ ...one, picture: entries.get(one.file) ?? null })),
});

/** A picture that cannot be looked at is refused, with the reason. */
const looking = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    if (!isPictureError(error)) throw error;
    throw new Refusal("picture-refused", problemOf(error.code));
  }
};

/** The pictures of an account: what lies there, uploads, and a try. */
export const pictureHandlers = (desk: Desk): HandlersOf<Routes> => ({
  "GET /accounts/:account/pictures": async ({ params: { account } }) => {
    const entries = await entriesOf(desk, account);
    const files = await looking(desk.pictures.list(account));
    const pictures = files.map(({ problem, ...one }) => ({
      ...one,
      picture: entries.get(one.file) ?? null,
      problem: problem === null ? null : problemOf(problem),
    }));
    return { pictures };
  },
  "GET /accounts/:account/pictures/:picture": async ({ params: { account, picture } }) => {
    const bytes = found(await looking(desk.pictures.preview(account, picture)));
    const data = `data:image/jpeg;base64,${Buffer.from(bytes).toString("base64")}`;
    return { file: picture, data };
  },
  "POST /accounts/:account/pictures": async ({ params: { account }, body, audit }) => {
    const { file, data } = body;
    const sight = await looking(desk.pictures.add(account, file, Buffer.from(data, "base64")));
    if (sight === null) throw new Refusal("name-taken", { file });
    await desk.library.audit.add(audit(file));
    const { seen } = shown(sight, await entriesOf(desk, account));
    return { file, alike: seen.filter(({ isSame }) => isSame) };
  },
  "POST /accounts/:account/pictures-try": async ({ params: { account }, body }) => {
    const sight = await looking(desk.pictures.compare(account, Buffer.from(body.data, "base64")));
    return shown(sight, await entriesOf(desk, account));
  },
  "DELETE /accounts/:account/pictures/:picture": async ({ params, audit }) => {
    const { account, picture } = params;
    const entry = (await entriesOf(desk, account)).get(picture);
    if (entry !== undefined) throw new Refusal("picture-in-use", { picture: entry });
    if (!(await looking(desk.pictures.remove(account, picture)))) throw new Refusal("not-found");
    await desk.library.audit.add(audit(picture));
    return { done: true };
  },
});
