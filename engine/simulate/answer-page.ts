import type { Call, CallAnswer } from "../schema/outcome.ts";

/** Where no server runs, a page has an address that leads nowhere: `https://pages.example/bind`. Everything else is asked on. */
export const answeringPages =
  (answerCall: (call: Call) => Promise<CallAnswer>) =>
  async (call: Call): Promise<CallAnswer> => {
    if (call.kind === "pay") return { ok: true, value: "https://pages.example/pay" };
    if (call.kind !== "page") return answerCall(call);
    const { page } = call.args as { readonly page: string };
    return { ok: true, value: `https://pages.example/${encodeURIComponent(page)}` };
  };
