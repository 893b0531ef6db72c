/** One field or file of a form. */
export interface FormPart {
  readonly name: string;
  /** `null` for a field. */
  readonly fileName: string | null;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const boundaryOf = (contentType: string): string | null => {
  const found = /^multipart\/form-data;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
};

const parameter = (head: string, name: string): string | null => {
  const found = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\s]+))`, "i").exec(head);
  return found?.[1] ?? found?.[2] ?? null;
};

const headerOf = (head: string, name: string): string =>
  head
    .split("\r\n")
    .find((line) => line.toLowerCase().startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trim() ?? "";

const partOf = (bytes: Buffer): FormPart | null => {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = bytes.toString("utf8", 0, end);
  const disposition = headerOf(head, "content-disposition");
  const name = parameter(disposition, "name");
  if (name === null) return null;
  return {
    name,
    fileName: parameter(disposition, "filename"),
    contentType: headerOf(head, "content-type"),
    bytes: bytes.subarray(end + 4),
  };
};

/** Splits a `multipart/form-data` body; `null` when it is none. */
export const parseForm = (contentType: string, body: Buffer): Map<string, FormPart> | null => {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return null;
  const mark = Buffer.from(`--${boundary}`);
  const form = new Map<string, FormPart>();
  let at = body.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length + 2;
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), start - 2);
    if (next < 0) break;
    const part = partOf(body.subarray(start, Math.max(start, next)));
    if (part !== null) form.set(part.name, part);
    at = next + 2;
  }
  return form;
};
