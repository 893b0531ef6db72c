import type { LocalText } from "../../engine/index.ts";
import type { ApiErrorCode } from "../../server/admin/contract.ts";

/** Codes of the API, and `offline` for a server that did not answer. */
export type ProblemCode = ApiErrorCode | "offline";

/** What the API refused with, or why it could not be reached. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly code: ProblemCode;
  /** HTTP status, 0 when nothing came back. */
  readonly status: number;
  readonly says: LocalText;
  readonly details: unknown;

  constructor(given: {
    readonly code: ProblemCode;
    readonly status: number;
    readonly says: LocalText;
    readonly details?: unknown;
  }) {
    super(given.says.en);
    this.code = given.code;
    this.status = given.status;
    this.says = given.says;
    this.details = given.details;
  }
}

/** The server did not answer at all. */
export const offline = (): ApiProblem =>
  new ApiProblem({
    code: "offline",
    status: 0,
    says: { "zh-CN": "连不上服务器，请检查网络。", en: "The server cannot be reached." },
  });

const isLocal = (value: unknown): value is LocalText =>
  typeof value === "object" && value !== null && "zh-CN" in value && "en" in value;

/** Reads the body of a refusal; anything that is not one becomes `internal`. */
export const readProblem = (status: number, body: unknown): ApiProblem => {
  const { code, message, details } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code === "string" && isLocal(message))
    return new ApiProblem({ code: code as ApiErrorCode, status, says: message, details });
  const says = { "zh-CN": `服务器出错了（${status}）。`, en: `The server failed (${status}).` };
  return new ApiProblem({ code: "internal", status, says });
};

/** Why the platform or the map services would not, and what helps. */
const platformSays = ({ says, details }: ApiProblem): LocalText => {
  const { code, means, remedy } = (details ?? {}) as Readonly<Record<string, unknown>>;
  if (!isLocal(means) || !isLocal(remedy)) return says;
  const joined = (lang: keyof LocalText) => `${means[lang]} (${String(code)}) ${remedy[lang]}`;
  return { "zh-CN": joined("zh-CN"), en: joined("en") };
};

/** What to say of anything that was thrown. */
export const saysOf = (error: unknown): LocalText => {
  if (error instanceof ApiProblem)
    return /^(?:platform|maps)-refused$/.test(error.code) ? platformSays(error) : error.says;
  const text = error instanceof Error ? error.message : String(error);
  return { "zh-CN": text, en: text };
};
