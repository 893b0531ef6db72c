import { createHash } from "node:crypto";
import type { Account, Json } from "../../engine/index.ts";
import { SPEECH_LIMITS } from "../../engine/limits.ts";
import type { Caller, Performed } from "../effects/performer.ts";
import { downloadMedia } from "../wechat/api/media.ts";
import { addVoice, readVoiceText } from "../wechat/api/speech.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiRefusal } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";

export interface SpeechParts {
  readonly client: Pick<WechatClient, "api">;
  readonly settings: (account: string) => Promise<Account | null>;
  readonly wait: (ms: number) => Promise<void>;
}
interface Recording {
  readonly mediaId: string;
  readonly format: string;
}

const never = (code: string): Performed => ({ kind: "never", code });
/** Words are ready within a second or two, and are forgotten after ten. */
const FIRST_WAIT_MS = 800;
const WAIT_MS = 1_200;
const TRIES = 6;

/** Among ours and of one push: the platform wants a name no other recording has. */
const voiceIdOf = (key: string): string =>
  createHash("sha256").update(key).digest("hex").slice(0, 32);

const isRecording = (args: Json): args is Json & Recording =>
  typeof (args as Partial<Recording> | null)?.mediaId === "string";

/** An MPEG frame, or the tag that stands before one: the only form the interface documents (contract §4.12). */
const isMp3 = (bytes: Uint8Array): boolean => {
  const [a = 0, b = 0, c = 0] = bytes;
  return (a === 0x49 && b === 0x44 && c === 0x33) || (a === 0xff && (b & 0xe0) === 0xe0);
};

/** Numbers that speak of the parameters or of the file. */
const OF_THE_FORM: readonly (number | null)[] = [40004, 40005, 40035, 40097, 40113];
/** Of a recording that is no mp3, its form is what stood in the way. */
const refusalOf = ({ code, errcode }: ApiRefusal, bytes: Uint8Array): string =>
  OF_THE_FORM.includes(errcode) && !isMp3(bytes) ? "speech-not-mp3" : code;

/** Asks until there are words, or long enough. */
const wordsOf = async (
  api: Api,
  voiceId: string,
  { language, wait, signal }: Pick<SpeechParts, "wait"> & { language: string; signal: AbortSignal },
): Promise<Performed> => {
  for (let tried = 0; tried < TRIES && !signal.aborted; tried += 1) {
    await wait(tried === 0 ? FIRST_WAIT_MS : WAIT_MS);
    const read = await readVoiceText(api, voiceId, language);
    if (!read.ok) return never(read.code);
    if (read.data.trim() !== "") return { kind: "done", value: read.data };
  }
  return { kind: "done", value: "" };
};

/**
 * Gives the words of a voice message that came without: the recording is fetched and handed to the platform's
 * speech interface as it is. That interface names mp3 as its form; whether it takes every other one a phone
 * may send is for the platform to say, and its refusal is the answer.
 */
export const speechCaller = ({ client, settings, wait }: SpeechParts): Caller => ({
  kind: "speech",
  answer: async ({ args }, { account, key, signal }) => {
    if (!isRecording(args)) return never("speech-no-recording");
    const api = client.api(account, { signal });
    const fetched = await downloadMedia(api, args.mediaId);
    if (!fetched.ok) return never(fetched.code);
    if (fetched.data.kind !== "bytes") return never("speech-no-recording");
    const { bytes, contentType } = fetched.data;
    if (bytes.length > SPEECH_LIMITS.bytes) return never("speech-too-long");
    const language = (await settings(account))?.language === "en" ? "en_US" : "zh_CN";
    const voiceId = voiceIdOf(key);
    const file = { name: `${voiceId}.mp3`, contentType, bytes };
    const added = await addVoice(api, voiceId, { file, language });
    if (!added.ok) return never(refusalOf(added, bytes));
    return wordsOf(api, voiceId, { language, wait, signal });
  },
});
