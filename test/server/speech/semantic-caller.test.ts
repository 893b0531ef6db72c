import { describe, expect, test } from "vitest";
import { semanticCaller } from "../../../server/speech/semantic-caller.ts";
import { tryPerforming } from "../effects/rig.ts";

const trySemantic = async () => {
  const { startProcess, openid } = await tryPerforming();
  const caller = semanticCaller(startProcess().client);
  return (query: string, category = "flight,weather") =>
    caller.answer(
      {
        key: "m1/semantic/1",
        kind: "semantic",
        args: { query, category, city: "上海" },
        deadlineMs: 4_000,
      },
      {
        ...{ account: "shop", follower: openid, key: "m1/semantic/1", attempt: 1 },
        signal: AbortSignal.timeout(20_000),
      },
    );
};

describe("what a sentence means to the platform", () => {
  test("is a service, with the details of the request", async () => {
    const ask = await trySemantic();
    expect(await ask("查一下明天从北京到上海的机票")).toMatchObject({
      kind: "done",
      value: { topic: "flight", slots: { start_loc: { city_simple: "北京" } } },
    });
  });
  test("is nothing when it names no service that was asked for", async () => {
    const ask = await trySemantic();
    expect(await ask("你真聪明")).toEqual({ kind: "done", value: null });
    expect(await ask("明天的机票", "weather")).toEqual({ kind: "done", value: null });
  });
  test("is a refusal with the platform's code for a question it does not take", async () => {
    const ask = await trySemantic();
    expect(await ask("")).toEqual({ kind: "never", code: "wechat-40035" });
  });
});
