import type { KeyObject } from "node:crypto";
import { sign } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const UTF8 = 0x0c;
const GENERALIZED_TIME = 0x18;
const UTC_TIME = 0x17;
const NULL = Buffer.from([0x05, 0x00]);
const VERSION_3 = Buffer.from([0xa0, 0x03, 0x02, 0x01, 0x02]);

const LONG = 0x80;
const lengthOf = (bytes: number): Buffer => {
  if (bytes < LONG) return Buffer.from([bytes]);
  const hex = bytes.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.from([LONG | digits.length]), digits]);
};
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
};

const idOf = (hex: string): Buffer => der(OBJECT_ID, Buffer.from(hex, "hex"));
/** sha256WithRSAEncryption. */
const ALGORITHM = der(SEQUENCE, idOf("2a864886f70d01010b"), NULL);
const COMMON_NAME = "550403";
const ORGANIZATION = "55040a";

const nameOf = (commonName: string): Buffer => {
  const part = (id: string, text: string): Buffer =>
    der(SET, der(SEQUENCE, idOf(id), der(UTF8, Buffer.from(text))));
  return der(SEQUENCE, part(ORGANIZATION, "Yingda sandbox"), part(COMMON_NAME, commonName));
};

/** Two digits of the year until 2049, four from then on (RFC 5280). */
const timeOf = (ms: number): Buffer => {
  const text = `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
  const isLong = text >= "2050";
  return der(isLong ? GENERALIZED_TIME : UTC_TIME, Buffer.from(isLong ? text : text.slice(2)));
};

/** What a certificate says. */
export interface Certified {
  /** Forty hexadecimal digits; the first is 1 to 7. */
  readonly serial: string;
  readonly commonName: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** An X.509 certificate that its own key signs, as PEM. */
export const makeCertificate = (
  { serial, commonName, fromMs, untilMs }: Certified,
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): string => {
  const name = nameOf(commonName);
  const content = der(
    SEQUENCE,
    VERSION_3,
    der(INTEGER, Buffer.from(serial, "hex")),
    ALGORITHM,
    name,
    der(SEQUENCE, timeOf(fromMs), timeOf(untilMs)),
    name,
    publicKey.export({ format: "der", type: "spki" }),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign("sha256", content, privateKey));
  const base64 = der(SEQUENCE, content, ALGORITHM, signature).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
};
