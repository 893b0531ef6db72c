/** A JSON object from outside. */
export type Body = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isBody = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text (or number, as text) of that name; `""` when there is none. */
export const textIn = (body: Body, name: string): string => {
  const value = body[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

/** The number (or number written as text) of that name; `null` when there is none. */
export const numberIn = (body: Body, name: string): number | null => {
  const value = body[name];
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
};

/** The object of that name; `{}` when there is none. */
export const partIn = (body: Body, name: string): Body => {
  const value = body[name];
  return isBody(value) ? value : {};
};

/** The list of that name; empty when there is none. */
export const listIn = (body: Body, name: string): readonly unknown[] => {
  const value = body[name];
  return Array.isArray(value) ? value : [];
};

/** The objects of the list of that name. */
export const partsIn = (body: Body, name: string): readonly Body[] =>
  listIn(body, name).filter(isBody);

/** The texts of the list of that name. */
export const textsIn = (body: Body, name: string): readonly string[] =>
  listIn(body, name).filter((one): one is string => typeof one === "string");

/** Length as the platform counts it in bytes. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);
