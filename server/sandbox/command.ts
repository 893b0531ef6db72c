import { parseArgs } from "node:util";
import type { RunningSandbox, SandboxOptions } from "./sandbox.ts";
import { startSandbox } from "./sandbox.ts";
import type { AccountInput, PushMode } from "./state/accounts.ts";

/** What the command line of the sandbox says. */
export type SandboxFlags = SandboxOptions & { readonly port: number; readonly host: string };

/** Shown for `--help` and after a mistake. */
export const sandboxUsage = `yingda sandbox [--port 8090] [--host 127.0.0.1] [--file ./sandbox.sqlite] [--seed TEXT]
  An account of your own program:
  [--webhook URL] [--token TEXT] [--aes-key 43 CHARACTERS] [--mode plain|compatible|safe]
  [--app-id wx…] [--app-secret TEXT] [--original-id gh_…] [--kind service|subscription] [--unverified]`;

/** A mistake on the command line; the message says which. */
export class FlagRefused extends Error {}

const defaultPort = 8090;
const modes: readonly string[] = ["plain", "compatible", "safe"];
const kinds: readonly string[] = ["service", "subscription"];

const read = (args: readonly string[]) => {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: text,
        host: text,
        file: text,
        seed: text,
        webhook: text,
        token: text,
        "aes-key": text,
        mode: text,
        "app-id": text,
        "app-secret": text,
        "original-id": text,
        kind: text,
        unverified: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new FlagRefused(error instanceof Error ? error.message : String(error));
  }
};
type Values = ReturnType<typeof read>;

const oneOf = (name: string, value: string | undefined, known: readonly string[]): void => {
  if (value !== undefined && !known.includes(value))
    throw new FlagRefused(`--${name} ${value}: expected ${known.join(", ")}`);
};

/** The fields that were given; the rest keeps its usual value. */
const given = (values: Values): Partial<AccountInput> => {
  const named = {
    webhookUrl: values.webhook,
    token: values.token,
    aesKey: values["aes-key"],
    appId: values["app-id"],
    appSecret: values["app-secret"],
    originalId: values["original-id"],
    kind: values.kind,
    // Whoever gives a key means to use it.
    mode: values.mode ?? (values["aes-key"] === undefined ? undefined : "safe"),
  };
  return Object.fromEntries(
    Object.entries(named).filter(([, value]) => value !== undefined),
  ) as Partial<AccountInput>;
};

/** Reads the flags of `yingda sandbox`; throws `FlagRefused`. */
export const parseSandboxFlags = (args: readonly string[]): SandboxFlags => {
  const values = read(args);
  oneOf("mode", values.mode, modes satisfies readonly (PushMode | string)[]);
  oneOf("kind", values.kind, kinds);
  const port = Number(values.port ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new FlagRefused(`--port ${values.port}: expected a number from 0 to 65535`);
  if (values.webhook !== undefined && !URL.canParse(values.webhook))
    throw new FlagRefused(`--webhook ${values.webhook}: expected a URL`);
  const account = { id: "demo", ...given(values), verified: values.unverified !== true };
  return {
    port,
    host: values.host ?? "127.0.0.1",
    file: values.file ?? ":memory:",
    accounts: [account],
    ...(values.seed === undefined ? {} : { seed: values.seed }),
  };
};

/** Starts the sandbox of a command line and says where it is and whom it plays for. */
export const runSandbox = async (
  args: readonly string[],
  io: { readonly write: (line: string) => void; readonly phoneFolder?: string },
): Promise<RunningSandbox> => {
  const flags = parseSandboxFlags(args);
  const { write, phoneFolder } = io;
  const log = (what: string, error: unknown): void => {
    write(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  };
  const sandbox = await startSandbox({
    ...flags,
    log,
    ...(phoneFolder === undefined ? {} : { phoneFolder }),
  });
  write(`WeChat sandbox at ${sandbox.url}`);
  for (const account of sandbox.core.accounts.all()) {
    const { id, appId, appSecret, originalId, webhookUrl } = account;
    write(`account ${id}: appid ${appId}, secret ${appSecret}, original id ${originalId}`);
    write(`pushes go to ${webhookUrl ?? "nowhere yet: give --webhook URL"}`);
    write(`its merchant of WeChat Pay: ${sandbox.url}/sandbox/api/pay/merchant?account=${id}`);
  }
  return sandbox;
};
