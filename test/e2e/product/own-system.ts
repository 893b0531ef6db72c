import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** One post that an account's own system got. */
export interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly account: string;
    readonly follower: string | null;
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly isSigned: boolean;
}
const SECRET_BYTES = Buffer.from("0123456789abcdef0123456789abcdef");
/** As Standard Webhooks write a secret. */
export const SECRET = `whsec_${SECRET_BYTES.toString("base64")}`;
/** Worked out here by the standard's words, not by the product's code. */
const sign = (id: string, timestamp: string, body: string): string =>
  `v1,${createHmac("sha256", SECRET_BYTES).update(`${id}.${timestamp}.${body}`).digest("base64")}`;

/** A CRM: keeps what it gets, and answers back. `status` says how it answers the next posts. */
export const startCrm = async () => {
  const got: Got[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { headers } = request;
      const expected = sign(
        String(headers["webhook-id"]),
        String(headers["webhook-timestamp"]),
        text,
      );
      const status = answers.shift() ?? 200;
      if (status === 200)
        got.push({
          headers,
          body: JSON.parse(text),
          isSigned: headers["webhook-signature"] === expected,
        });
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    got,
    /** Answers the next posts with these. */
    refuse: (...statuses: readonly number[]) => void answers.push(...statuses),
  };
};

let posted = 0;
/** Posts to the product as the CRM does. */
export const answerBack = async (
  url: string,
  body: object,
  of: { readonly id?: string; readonly atMs?: number; readonly signature?: string } = {},
): Promise<{ readonly status: number; readonly answer: unknown }> => {
  posted += 1;
  const text = JSON.stringify(body);
  const id = of.id ?? `crm-${posted}`;
  const timestamp = String(Math.floor((of.atMs ?? Date.now()) / 1000));
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": of.signature ?? sign(id, timestamp, text),
    },
    body: text,
  });
  return { status: response.status, answer: await response.json() };
};
