import { describe, expect, test } from "vitest";
import { carry } from "../../../server/sandbox/carried.ts";
import { speechCaller } from "../../../server/speech/speech-caller.ts";
import { settings } from "../../builders.ts";
import { tryPerforming } from "../effects/rig.ts";
import { sample } from "../sandbox/start.ts";

const trySpeech = async () => {
  const tried = await tryPerforming();
  const { client } = tried.startProcess();
  const caller = speechCaller({
    client,
    settings: async () => settings({ id: "shop" }),
    wait: tried.clock.wait,
  });
  /** A voice message's media id, as the platform would push it. */
  const record = (words: string, bytes = sample.amr.bytes): string =>
    tried.sandbox.core.media.put({
      account: "shop",
      type: "voice",
      name: "voice.amr",
      contentType: "audio/amr",
      bytes: carry(Buffer.from(bytes), words),
    }).mediaId;
  const ask = (args: object, signal = AbortSignal.timeout(20_000)) =>
    caller.answer(
      { key: "m1/speech/1", kind: "speech", args: args as never, deadlineMs: 20_000 },
      { account: "shop", follower: tried.openid, key: "m1/speech/1", attempt: 1, signal },
    );
  return { ...tried, record, ask };
};

describe("the words of a recording", () => {
  test("come from the platform's speech interface", async () => {
    const { record, ask } = await trySpeech();
    const mediaId = record("帮我查一下明天的天气");
    expect(await ask({ mediaId, format: "speex" })).toEqual({
      kind: "done",
      value: "帮我查一下明天的天气",
    });
  });
  test("are none when nobody understands it, after a few tries within the time results are kept", async () => {
    const { record, ask, clock } = await trySpeech();
    const mediaId = record("");
    const began = clock.nowMs();
    expect(await ask({ mediaId, format: "amr" })).toEqual({ kind: "done", value: "" });
    expect(clock.nowMs() - began).toBeLessThan(10_000);
  });
  test("cannot be had of a recording that is gone, too long or no recording", async () => {
    const { record, ask } = await trySpeech();
    expect(await ask({ mediaId: "nothing", format: "amr" })).toEqual({
      kind: "never",
      code: "wechat-40007",
    });
    const long = record("长", Buffer.concat([sample.amr.bytes, Buffer.alloc(1024 * 1024)]));
    expect(await ask({ mediaId: long, format: "amr" })).toEqual({
      kind: "never",
      code: "speech-too-long",
    });
    expect(await ask({})).toEqual({ kind: "never", code: "speech-no-recording" });
  });
  test("are refused for the form of the recording where it is no mp3, and for what else it is where it is", async () => {
    const { record, ask, sandbox } = await trySpeech();
    const path = "/cgi-bin/media/voice/addvoicetorecofortext";
    const refuse = (errcode: number) => sandbox.core.faults.add({ path, errcode, times: 1 });
    refuse(40005);
    const amr = record("你好");
    expect(await ask({ mediaId: amr, format: "amr" })).toEqual({
      kind: "never",
      code: "speech-not-mp3",
    });
    refuse(48001);
    expect(await ask({ mediaId: amr, format: "amr" })).toMatchObject({ code: "wechat-48001" });
    refuse(40005);
    const mp3 = record("你好", Buffer.from("ID3 and so on"));
    expect(await ask({ mediaId: mp3, format: "mp3" })).toMatchObject({ code: "wechat-40005" });
  });
  test("are given up at once when nobody waits any more", async () => {
    const { record, ask } = await trySpeech();
    const mediaId = record("");
    const gone = AbortSignal.abort();
    expect((await ask({ mediaId, format: "amr" }, gone)).kind).not.toBe("later");
  });
});
