import type { Server } from "node:http";

/** Longer than any push is waited for; whatever is still open then is cut. */
const STOP_MS = 5_000;
const SWEEP_MS = 20;

/**
 * Takes no new connection, answers what has come, and ends each connection with its answer: a client that keeps its
 * connections open, as the platform does, could otherwise go on asking until it is cut in the middle.
 */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.prependListener("request", (_, response) => {
      response.shouldKeepAlive = false;
    });
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const cut = setTimeout(() => server.closeAllConnections(), STOP_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
