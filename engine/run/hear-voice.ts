import { hasRight } from "../limits.ts";
import { spokenText } from "../text/spoken-text.ts";
import type { Run } from "./run.ts";
import { answerFor } from "./run.ts";

/** Fetching the recording, handing it in and waiting for its words; by then the answer travels late. */
const SPEECH_MS = 20_000;
/** Where the same answer is asked for again in one message. */
const PATH = "speech";

/**
 * A voice that came without words (speex, or recognition switched off) is handed to the platform's speech
 * interface, where account.yaml says `speech: true`; its words then take part like any others. A recording
 * nobody understands, or a refusal, leaves the voice as it came.
 */
export const hearVoice = (run: Run): void => {
  const { event, rules } = run.asked;
  if (event.kind !== "voice" || spokenText(event) !== null) return;
  if (rules.settings.speech !== true || !hasRight(rules.settings, "speech")) return;
  const args = { mediaId: event.mediaId, format: event.format };
  const heard = answerFor(run, PATH)({ kind: "speech", args, deadlineMs: SPEECH_MS });
  const recognised = heard.ok && typeof heard.value === "string" ? heard.value : "";
  if (!heard.ok) run.steps.push({ kind: "error", path: "", message: `speech: ${heard.reason}` });
  if (recognised === "") return;
  run.steps.push({ kind: "heard" });
  Object.assign(run, { asked: { ...run.asked, event: { ...event, recognised } } });
};
