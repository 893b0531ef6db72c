import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane; tag and salt in bytes. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;
/** Each holds 19 MiB while it runs. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
};

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };
const derive = (password: string, salt: Buffer, cost: Cost & { readonly tagLength: number }) =>
  inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const message = Buffer.from(password.normalize("NFKC"));
        argon2("argon2id", { message, nonce: salt, ...cost }, (error, tag) => {
          if (error) reject(error);
          else resolve(tag);
        });
      }),
  );

const base64 = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

/** Gives a PHC string; 50–500 ms of one core. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, salt, COST);
  const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
  return `$argon2id$v=19$${cost}$${base64(salt)}$${base64(tag)}`;
};

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** Checked where there is nobody of that name, so that both take as long. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(Buffer.alloc(SALT_BYTES))}$${base64(Buffer.alloc(COST.tagLength))}`;

/** Whether a password is the one; an empty or unknown hash takes as long as a real one and never holds. */
export const isPassword = async (password: string, phc: string): Promise<boolean> => {
  const found = PHC.exec(phc) ?? PHC.exec(NOBODY);
  const [, memory = "", passes = "", parallelism = "", salt = "", tag = ""] = found ?? [];
  const expected = Buffer.from(tag, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && PHC.test(phc);
};

const MIN_LENGTH = 12;
const MIN_DIFFERENT = 5;
/** What of the lists of leaked passwords has twelve characters or more once ends like `123!` are taken off. */
const COMMON = [
  "password",
  "passw0rd",
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx",
  "1q2w3e4r",
  "administrator",
  "admin",
  "letmein",
  "welcome",
  "iloveyou",
  "woaini",
  "changeme",
  "superman",
  "football",
  "baseball",
  "princess",
  "sunshine",
  "dragon",
  "monkey",
  "shadow",
  "master",
  "michael",
  "trustno1",
  "weixin",
  "wechat",
  "yingda",
  "gongzhonghao",
  "mima",
  "aini",
  "abcdefg",
  "abcd",
  "abc",
  "a1b2c3d4",
  "google",
  "computer",
  "whatever",
  "starwars",
  "internet",
  "secret",
  "default",
  "root",
  "test",
  "guest",
  "login",
  "hello",
  "zhang",
  "wang",
  "5201314",
  "1314520",
  "147258369",
  "123456789",
  "987654321",
] as const;

const SEQUENCES = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
];
const isSequence = (text: string): boolean =>
  SEQUENCES.some((row) => row.includes(text) || [...row].reverse().join("").includes(text));

/** Whether a password would be among the first that are guessed. */
export const isWeak = (password: string, name: string): boolean => {
  const folded = password.normalize("NFKC").toLowerCase();
  if ([...folded].length < MIN_LENGTH) return true;
  if (new Set(folded).size < MIN_DIFFERENT) return true;
  if (name.length >= 4 && folded.includes(name.toLowerCase())) return true;
  // A common word counts for little: what is left must be long enough by itself.
  const rest = COMMON.reduce<string>((left, word) => left.replaceAll(word, ""), folded);
  const bare = rest.replace(/^[\d!@#$.*_-]+|[\d!@#$.*_-]+$/g, "");
  return (rest !== folded && bare.length < 6) || isSequence(folded);
};
