import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { makeCertificate } from "../../../server/sandbox/pay/certificate.ts";

test("a certificate says what it was told, and its key signed it", () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const serial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
  const fromMs = Date.parse("2026-01-01T00:00:00Z");
  const untilMs = Date.parse("2056-01-01T01:02:03Z");
  const pem = makeCertificate({ serial, commonName: "微信支付", fromMs, untilMs }, pair);
  const read = new X509Certificate(pem);
  expect(read.serialNumber).toBe(serial);
  expect(read.subject).toContain("CN=微信支付");
  expect([Date.parse(read.validFrom), Date.parse(read.validTo)]).toEqual([fromMs, untilMs]);
  expect(read.verify(pair.publicKey)).toBe(true);
  expect(read.verify(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey)).toBe(false);
});
