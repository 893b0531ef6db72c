import type { Request } from "express";
import type { TSchema } from "typebox";
import { Type } from "typebox";
import { checkShape } from "../check-shape.ts";
import type { Route } from "./contract.ts";
import { Refusal } from "./refusal.ts";

const Nothing = Type.Object({}, { additionalProperties: false });

const isInteger = (schema: unknown): boolean =>
  typeof schema === "object" && schema !== null && "type" in schema && schema.type === "integer";
/** What stands in an address is text; numbers are made where the schema asks for them, and nowhere else. */
const numbersIn = (
  values: Readonly<Record<string, unknown>>,
  schema: TSchema,
): Readonly<Record<string, unknown>> => {
  const properties = (schema as { readonly properties?: Record<string, unknown> }).properties ?? {};
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isNumber =
        isInteger(properties[name]) && typeof value === "string" && /^\d{1,16}$/.test(value);
      return [name, isNumber ? Number(value) : value];
    }),
  );
};

const checked = (what: string, value: unknown, schema: TSchema): unknown => {
  const problems = checkShape(schema)(value);
  if (problems.length > 0)
    throw new Refusal("bad-request", { in: what, problems: problems.slice(0, 20) });
  return value;
};

/** Params, query and body of a request as the contract has them; refuses anything else. */
export const readRequest = (request: Request, route: Route) => {
  const { params = Nothing, query = Nothing, body = Nothing } = route;
  const own = (values: object): Readonly<Record<string, unknown>> => ({ ...values });
  return {
    params: checked("params", numbersIn(own(request.params), params), params),
    query: checked("query", numbersIn(own(request.query), query), query),
    body: request.method === "GET" ? {} : checked("body", (request.body as unknown) ?? {}, body),
  };
};
