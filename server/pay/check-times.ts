import { PAY_LIMITS } from "../../engine/limits.ts";
import type { OrderRefund, PayOrder } from "../storage/orders.ts";
import { stateOf } from "./order-machine.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The platform is asked so long after somebody wanted to pay (reliability.md F-28). */
const PAY_CHECKS_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS + MINUTE_MS, DAY_MS];
/** And so long after a refund was asked for; then daily. */
const REFUND_CHECKS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS];
const REFUND_DAYS = 30;
const AGAIN_MS = 5 * MINUTE_MS;

/** Until when an order may be paid; then it is closed. */
export const payableUntilMs = ({ createdAtMs }: PayOrder): number =>
  createdAtMs + PAY_LIMITS.prepayMs;

const next = (timesMs: readonly number[], nowMs: number): readonly number[] => {
  const found = timesMs.find((atMs) => atMs > nowMs);
  return found === undefined ? [] : [found];
};
const unpaidChecks = (order: PayOrder, nowMs: number): readonly number[] => {
  const { prepay, closedAtMs } = order;
  const asked = PAY_CHECKS_MS.map((afterMs) => (prepay?.askedAtMs ?? 0) + afterMs);
  const checks = prepay === null ? [] : next(asked, nowMs);
  if (closedAtMs !== null) return checks;
  // Closing it, again and again if the platform does not answer.
  return [...checks, Math.max(payableUntilMs(order) + MINUTE_MS, nowMs + AGAIN_MS)];
};
const refundChecks = ({ atMs, state }: OrderRefund, nowMs: number): readonly number[] => {
  if (state === "success" || state === "closed") return [];
  const daily = Array.from({ length: REFUND_DAYS }, (_, day) => (day + 1) * DAY_MS);
  return next(
    [...REFUND_CHECKS_MS, ...daily].map((afterMs) => atMs + afterMs),
    nowMs,
  );
};

/** When the platform is asked next what became of an order, if nothing is heard before; 0: never. */
export const nextCheckMs = (order: PayOrder, nowMs: number): number => {
  const state = stateOf(order);
  const isOpen = state === "created" || state === "paying" || state === "closed";
  const checks = [
    ...(isOpen ? unpaidChecks(order, nowMs) : []),
    ...order.refunds.flatMap((refund) => refundChecks(refund, nowMs)),
  ];
  return checks.length === 0 ? 0 : Math.min(...checks);
};
