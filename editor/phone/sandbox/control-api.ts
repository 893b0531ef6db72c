import { TransportError } from "../transport.ts";

/** The sandbox's control API; JSON in and out. Throws `TransportError` with what the other side said. */
export interface ControlApi {
  readonly read: <T>(path: string, query?: Readonly<Record<string, string | number>>) => Promise<T>;
  readonly order: <T>(path: string, body: object) => Promise<T>;
}

const prefix = "/sandbox/api";

const reasonIn = (body: unknown, status: number): string =>
  typeof body === "object" && body !== null && "error" in body && typeof body.error === "string"
    ? body.error
    : `HTTP ${status}`;

const ask = async <T>(url: string, init?: RequestInit): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw new TransportError("no connection", { cause: error });
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw new TransportError(reasonIn(body, response.status));
  return body as T;
};

/** The control API of the server that the page came from. */
export const controlApi = (): ControlApi => ({
  read: (path, query = {}) => {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    );
    return ask(`${prefix}${path}?${search}`);
  },
  order: (path, body) =>
    ask(`${prefix}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
});
