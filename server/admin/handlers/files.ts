import type { CopyView } from "../../rules/copies.ts";
import { isDataFile } from "../../rules/edit-parts.ts";
import { byFile, keyOf } from "../../rules/working-copy.ts";
import type { SourcePart } from "../../storage/sources.ts";
import type { HandlersOf } from "../call.ts";
import { bringsCode } from "../code-right.ts";
import type { AnswerOf, Right } from "../contract.ts";
import { changeCopy, copyOf, ofView } from "../copy-calls.ts";
import type { Desk } from "../desk.ts";
import { checkOf, viewOf } from "../desk.ts";
import type { NamedText } from "../file-copy.ts";
import {
  asNew,
  cutFiles,
  exported,
  fileKind,
  fileRevision,
  fileTexts,
  withFiles,
} from "../file-copy.ts";
import { problemsOf } from "../problems.ts";
import { Refusal } from "../refusal.ts";
import { fillTemplate } from "../templates.ts";
import { digestOf } from "../tokens.ts";

const done = { done: true } as const;

const refuseCode = (
  desk: Desk,
  call: { readonly can: (right: Right) => boolean; readonly params: { readonly account: string } },
  { view, files }: { readonly view: CopyView; readonly files: readonly NamedText[] },
): void => {
  if (call.can("code")) return;
  const plugins = desk.plugins.data(call.params.account);
  const brings = files.some(({ name, text }) =>
    bringsCode(text, fileTexts(view, name).published, plugins),
  );
  if (brings) throw new Refusal("needs-code");
};
const checkFile = (view: CopyView, name: string, revision: string): void => {
  const now = fileRevision(view, name);
  if (now !== revision)
    throw new Refusal("changed-meanwhile", { ...fileTexts(view, name), revision: now });
};

const fileRows = (view: CopyView): AnswerOf<"GET /accounts/:account/files">["files"] => {
  const files = new Map<string, readonly SourcePart[]>();
  for (const part of view.parts) files.set(part.file, [...(files.get(part.file) ?? []), part]);
  const changed = new Set(
    [...view.parts.filter(({ change }) => change !== null), ...view.removed].map(
      ({ file }) => file,
    ),
  );
  return [...files].map(([name, parts]) => ({
    name,
    kind: fileKind(name),
    bytes: parts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    rules: parts.filter(({ kind }) => kind === "rule").length,
    tests: parts.filter(({ kind }) => kind === "test").length,
    changed: changed.has(name),
  }));
};
const fileText = async (
  desk: Desk,
  view: CopyView,
  name: string,
): Promise<AnswerOf<"GET /accounts/:account/files/:file">> => {
  const { text, published } = fileTexts(view, name);
  if (text === null) throw new Refusal("not-found");
  const { compiled } = await desk.copies.check(view);
  return {
    name,
    kind: fileKind(name),
    text,
    revision: fileRevision(view, name),
    published,
    problems: problemsOf(compiled.diagnostics.filter(({ file }) => file === name)),
  };
};

type FileRoutes =
  | "GET /accounts/:account/files"
  | "GET /accounts/:account/files/:file"
  | "PUT /accounts/:account/files/:file"
  | "DELETE /accounts/:account/files/:file"
  | "GET /accounts/:account/export"
  | "POST /accounts/:account/import"
  | "GET /templates"
  | "POST /accounts/:account/templates/:template";

const bringing = (
  desk: Desk,
): HandlersOf<
  | "POST /accounts/:account/import"
  | "GET /templates"
  | "POST /accounts/:account/templates/:template"
> => ({
  "POST /accounts/:account/import": async (call) => {
    const { how, files } = call.body;
    const { account } = call.params;
    const view = await viewOf(desk, account, call.me.member.id);
    refuseCode(desk, call, { view, files });
    const taken = files.find(({ name }) => isDataFile(name) && fileTexts(view, name).text !== null);
    if (how === "add" && taken !== undefined) throw new Refusal("name-taken", { file: taken.name });
    const cut = await cutFiles(desk, view, files);
    const known = new Set(view.parts.map(keyOf));
    const added = how === "add" ? asNew(view, cut) : null;
    await changeCopy(desk, call, {
      subject: () =>
        files
          .map(({ name }) => name)
          .join(" ")
          .slice(0, 500),
      change: (now) =>
        added === null ? withFiles(now.parts, cut) : byFile([...now.parts, ...added.parts]),
      details: () => ({ how, files: files.length }),
    });
    const { compiled } = await checkOf(desk, account, call.me.member.id);
    const rules = cut.filter(({ kind }) => kind === "rule");
    const names = new Set((added?.parts ?? cut).map(({ file }) => file));
    return {
      added: [
        ...(added?.rules ?? rules.filter((part) => !known.has(keyOf(part))).map(({ id }) => id)),
      ],
      changed:
        added === null ? rules.filter((part) => known.has(keyOf(part))).map(({ id }) => id) : [],
      problems: problemsOf(compiled.diagnostics.filter(({ file }) => names.has(file))),
    };
  },
  "GET /templates": async () => ({
    templates: (await desk.templates()).map(({ text: _text, inputs, ...shown }) => ({
      ...shown,
      inputs: inputs.map((input) => ({
        ...input,
        default: typeof input.default === "string" ? input.default : [...input.default],
      })),
    })),
  }),
  "POST /accounts/:account/templates/:template": async (call) => {
    const { account, template } = call.params;
    const stored = (await desk.templates()).find(({ id }) => id === template);
    if (stored === undefined) throw new Refusal("not-found");
    const view = await viewOf(desk, account, call.me.member.id);
    // Some templates are called like a data file.
    const stem = isDataFile(`${template}.yaml`) ? `${template}-rules` : template;
    const file = { name: `${stem}.yaml`, text: fillTemplate(stored, call.body.inputs) };
    refuseCode(desk, call, { view, files: [file] });
    const clean = { ...view, parts: [], removed: [], shared: [] };
    const added = asNew(view, await cutFiles(desk, clean, [file]));
    const all = byFile([...view.parts, ...added.parts]);
    const name = added.parts[0]?.file ?? file.name;
    const text = exported(added.parts)[0]?.text ?? "";
    const compiled = await desk.copies.compile(view, all);
    const problems = problemsOf(compiled.diagnostics.filter((one) => one.file === name));
    if (call.body.preview !== true)
      await changeCopy(desk, call, {
        subject: () => template,
        change: (now) => byFile([...now.parts, ...added.parts]),
        details: () => ({ rules: added.rules.join(" ") }),
      });
    return { rules: [...added.rules], text, problems };
  },
});

export const fileHandlers = (desk: Desk): HandlersOf<FileRoutes> => ({
  ...bringing(desk),
  "GET /accounts/:account/files": async ({ params, me }) => ({
    files: fileRows(await viewOf(desk, params.account, me.member.id)),
  }),
  "GET /accounts/:account/files/:file": async ({ params, query, me }) =>
    fileText(desk, await ofView(desk, params.account, copyOf(me, query.of)), params.file),
  "PUT /accounts/:account/files/:file": async (call) => {
    const { account, file } = call.params;
    const { text, revision } = call.body;
    const view = await viewOf(desk, account, call.me.member.id);
    checkFile(view, file, revision);
    refuseCode(desk, call, { view, files: [{ name: file, text }] });
    const cut = await cutFiles(desk, view, [{ name: file, text }]);
    const after = await changeCopy(desk, call, {
      subject: () => file,
      change: (now) => {
        checkFile(now, file, revision);
        return withFiles(now.parts, cut);
      },
      details: () => ({ before: digestOf(fileTexts(view, file).text), after: digestOf(text) }),
    });
    return fileText(desk, after, file);
  },
  "DELETE /accounts/:account/files/:file": async (call) => {
    const { file } = call.params;
    await changeCopy(desk, call, {
      subject: () => file,
      change: (view) => {
        if (fileTexts(view, file).text === null) throw new Refusal("not-found");
        checkFile(view, file, call.query.revision);
        return view.parts.filter((part) => part.file !== file);
      },
    });
    return done;
  },
  "GET /accounts/:account/export": async ({ params, query, me }) => ({
    files: exported((await ofView(desk, params.account, copyOf(me, query.of))).parts),
  }),
});
