import type { AddressInfo, Server, Socket } from "node:net";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";

/** What the proxy does to the answer of one request; `null` lets it through. */
export type Fault =
  | { readonly cutAt: number; readonly isLengthKnown: boolean }
  | { readonly answer: string | Buffer }
  | { readonly silence: true }
  | null;

const headOf = (request: string): { readonly method: string; readonly path: string } => {
  const [method = "", path = ""] = request.split(" ", 2);
  return { method, path };
};

/** The whole request, once its announced body is there. */
const isComplete = (request: Buffer): boolean => {
  const end = request.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /content-length: (\d+)/i.exec(request.toString("latin1", 0, end))?.[1] ?? "0";
  return request.length >= end + 4 + Number(length);
};

const bodyOf = (request: Buffer): Buffer => request.subarray(request.indexOf("\r\n\r\n") + 4);

/** Raw bytes of the answer the sandbox gives, with or without a length. */
const fetchAnswer = async (upstream: string, request: Buffer, isLengthKnown: boolean) => {
  const { method, path } = headOf(request.toString("latin1", 0, 4096));
  const body = bodyOf(request);
  const answer = await fetch(upstream + path, {
    method,
    ...(body.length === 0
      ? {}
      : { body: new Uint8Array(body), headers: { "content-type": "application/json" } }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const length = isLengthKnown ? `content-length: ${bytes.length}\r\n` : "";
  const head = `HTTP/1.1 ${answer.status} OK\r\ncontent-type: application/json\r\n${length}connection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
};

/** A proxy on the wire in front of the sandbox: cuts, breaks or holds back what `decide` says. */
export const faultProxy = async (upstream: string) => {
  let decide: (path: string) => Fault = () => null;
  const seen = { requests: 0, faults: 0, lastAnswerBytes: 0 };

  const answer = async (socket: Socket, request: Buffer): Promise<void> => {
    seen.requests += 1;
    const fault = decide(headOf(request.toString("latin1", 0, 4096)).path);
    if (fault !== null) seen.faults += 1;
    if (fault !== null && "silence" in fault) return;
    if (fault !== null && "answer" in fault) {
      socket.end(fault.answer);
      return;
    }
    const bytes = await fetchAnswer(upstream, request, fault?.isLengthKnown ?? true);
    seen.lastAnswerBytes = bytes.length;
    if (fault === null) socket.end(bytes);
    else socket.write(bytes.subarray(0, fault.cutAt), () => socket.destroySoon());
  };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    let request = Buffer.alloc(0);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      request = Buffer.concat([request, chunk]);
      if (!isComplete(request)) return;
      const whole = request;
      request = Buffer.alloc(0);
      answer(socket, whole).catch(() => socket.destroy());
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    /** What happens from now on, by path and query. */
    set: (how: (path: string) => Fault) => {
      decide = how;
    },
  };
};

/** An HTTP answer written out. */
export const rawAnswer = (status: string, contentType: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status}\r\ncontent-type: ${contentType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`,
    ),
    Buffer.from(body),
  ]);
