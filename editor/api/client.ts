import type {
  AnswerOf,
  BodyOf,
  ParamsOf,
  QueryOf,
  RouteName,
} from "../../server/admin/contract.ts";
import { offline, readProblem } from "./problem.ts";

type Part<N extends string, T> = keyof T extends never
  ? { readonly [P in N]?: undefined }
  : Record<never, never> extends T
    ? { readonly [P in N]?: T }
    : { readonly [P in N]: T };
/** What a route is given: the parts of its path, its query, its body. */
export type Given<K extends RouteName> = Part<"params", ParamsOf<K>> &
  Part<"query", QueryOf<K>> &
  Part<"body", BodyOf<K>>;

interface Loose {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

const addressOf = (name: RouteName, { params = {}, query = {} }: Loose): string => {
  const path = name.slice(name.indexOf(" ") + 1);
  const filled = path.replace(/:([a-z]+)/g, (_, key: string) =>
    encodeURIComponent(String(params[key] ?? "")),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== "") search.set(key, String(value));
  return `/api${filled}${search.size > 0 ? `?${search}` : ""}`;
};

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Calls one route of the editor's API. Throws `ApiProblem`, also when the server cannot be reached. */
export const call = async <K extends RouteName>(
  name: K,
  given: Given<K>,
  signal?: AbortSignal,
): Promise<AnswerOf<K>> => {
  const method = name.slice(0, name.indexOf(" "));
  const loose = given as Loose;
  const isRead = method === "GET";
  const response = await fetch(addressOf(name, loose), {
    method,
    credentials: "same-origin",
    headers: isRead
      ? { Accept: "application/json" }
      : { "Content-Type": "application/json", "X-Requested-By": "yingda" },
    ...(isRead ? {} : { body: JSON.stringify(loose.body ?? {}) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === "AbortError" ? error : offline();
  });
  const body = await readBody(response);
  if (!response.ok) throw readProblem(response.status, body);
  return body as AnswerOf<K>;
};
