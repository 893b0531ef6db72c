import { describe, expect, it } from "vitest";
import type { Stage } from "./stored.ts";

const DAY_MS = 86_400_000;

export const mapCases = ({ open, clock }: Stage): void => {
  describe("answers of the map services", () => {
    const question = { kind: "geocode", asked: "一号路1号" };
    it("hold for their time, for their account and kind", async () => {
      const { mapAnswers } = (await open()).library;
      const untilMs = clock.nowMs + DAY_MS;
      await mapAnswers.keep("shop", question, { answer: { lat: 31 }, untilMs });
      expect(await mapAnswers.find("shop", question)).toEqual({ answer: { lat: 31 } });
      expect(await mapAnswers.find("bank", question)).toBeNull();
      expect(await mapAnswers.find("shop", { ...question, kind: "search" })).toBeNull();
      clock.nowMs += DAY_MS;
      expect(await mapAnswers.find("shop", question)).toBeNull();
    });

    it("tell none from unknown, replace the earlier one, and sweep what is over", async () => {
      const { mapAnswers } = (await open()).library;
      const later = (ms: number) => ({ answer: null, untilMs: clock.nowMs + ms });
      await mapAnswers.keep("shop", question, later(10));
      expect(await mapAnswers.find("shop", question)).toEqual({ answer: null });
      clock.nowMs += 10;
      await mapAnswers.keep("shop", { ...question, asked: "二号路" }, later(DAY_MS));
      clock.nowMs -= 10;
      expect(await mapAnswers.find("shop", question)).toBeNull();
      await mapAnswers.keep("shop", question, { ...later(DAY_MS), answer: "new" });
      expect(await mapAnswers.find("shop", question)).toEqual({ answer: "new" });
    });
  });
};
