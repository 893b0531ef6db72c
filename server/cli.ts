#!/usr/bin/env node
import type { Io } from "./commands/command.ts";
import { UsageError } from "./commands/command.ts";
import { commands } from "./commands/list.ts";
import { ConfigError, readConfig } from "./config.ts";

const line = (stream: NodeJS.WriteStream) => (text: string) => {
  stream.write(`${text}\n`);
};
const io: Io = {
  out: line(process.stdout),
  err: line(process.stderr),
  lang: readConfig().lang,
  config: () => readConfig(),
};

const help = (): void => {
  io.out("yingda <command>\n");
  for (const command of commands)
    io.out(`  ${`${command.name} ${command.usage}`.padEnd(38)} ${command.help[io.lang]}`);
};

const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof ConfigError;

const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    help();
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    io.err(`yingda: no command "${name}". Known: ${commands.map((one) => one.name).join(", ")}.`);
    return 2;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (!isExpected(error)) throw error;
    io.err(`yingda ${command.name}: ${error.message}`);
    io.err(`usage: yingda ${command.name} ${command.usage}`);
    return 2;
  }
};

process.exitCode = await main(process.argv.slice(2));
