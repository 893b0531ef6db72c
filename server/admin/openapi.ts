import type { TSchema } from "typebox";
import { API_ERRORS, ApiError } from "./contract/errors.ts";
import type { Route } from "./contract.ts";
import { API } from "./contract.ts";

type Plain = Readonly<Record<string, unknown>>;
const plain = (schema: TSchema): Plain => JSON.parse(JSON.stringify(schema)) as Plain;
const content = (schema: TSchema) => ({ "application/json": { schema: plain(schema) } });

const parameters = (schema: TSchema | undefined, place: "path" | "query"): readonly Plain[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = plain(schema) as {
    readonly properties?: Readonly<Record<string, Plain>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: inner,
  }));
};

const operation = (name: string, route: Route): Plain => {
  const changes = !name.startsWith("GET ");
  const isOpen = route.needs === "open";
  return {
    operationId: name,
    summary: route.what,
    "x-right": route.needs,
    security: isOpen ? [] : [{ session: [] }],
    parameters: [
      ...parameters(route.params, "path"),
      ...parameters(route.query, "query"),
      ...(changes
        ? [{ name: "X-Requested-By", in: "header", required: true, schema: { type: "string" } }]
        : []),
    ],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: content(route.body) } }),
    responses: {
      200: { description: "done", content: content(route.answer) },
      default: { description: "refused", content: content(ApiError) },
    },
  };
};

/** The contract as OpenAPI 3.1. */
export const openApi = (): Plain => {
  const paths: Record<string, Record<string, Plain>> = {};
  for (const [name, route] of Object.entries(API)) {
    const [method = "", path = ""] = name.split(" ");
    const at = path.replaceAll(/:([a-z]+)/g, "{$1}");
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Yingda 应答", version: "1" },
    servers: [{ url: "/api" }],
    paths,
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "sid" } },
    },
    "x-errors": Object.fromEntries(
      Object.entries(API_ERRORS).map(([code, { status, says }]) => [code, { status, ...says }]),
    ),
  };
};
