import { expect, test } from "vitest";
import { coverSecrets, uncoverSecrets } from "../../../server/admin/account-text.ts";

const written = `id: shop
token: abcdef
merchants:
  - { mchid: "1900000001", apiV3Key: first-key, privateKey: "line\\nline", serial: 5A }
  - mchid: "1900000002"
    apiV3Key: second-key
    privateKey: env:SECOND
    serial: 5B
`;

test("a merchant's secrets are covered, names of the environment and numbers are not", () => {
  const covered = coverSecrets(written);
  for (const secret of ["first-key", "second-key", "line", "abcdef"])
    expect(covered).not.toContain(secret);
  expect(covered).toContain("env:SECOND");
  expect(covered).toContain("5A");
});

test("covered secrets come back to the merchant they belong to, whatever its place", () => {
  expect(uncoverSecrets(coverSecrets(written), written)).toContain('apiV3Key: "first-key"');
  const swapped = `merchants:
  - { mchid: "1900000002", apiV3Key: "***" }
  - { mchid: "1900000001", apiV3Key: "***" }
`;
  expect(uncoverSecrets(swapped, written)).toBe(`merchants:
  - { mchid: "1900000002", apiV3Key: "second-key" }
  - { mchid: "1900000001", apiV3Key: "first-key" }
`);
});
