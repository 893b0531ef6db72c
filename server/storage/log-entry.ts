import type { InboundEvent, OpenId, RuleId, Trace } from "../../engine/index.ts";

/** Where a page ends; the next one begins before it. */
export interface LogCursor {
  readonly atMs: number;
  readonly key: string;
}
export interface LogFilter {
  readonly follower?: OpenId;
  readonly rule?: RuleId;
  readonly outcome?: string;
  readonly kind?: string;
  /** A part of what the follower wrote, whatever its case. */
  readonly text?: string;
  /** Both in. */
  readonly fromMs?: number;
  readonly untilMs?: number;
}
export interface LogEntry extends LogCursor {
  readonly follower: OpenId | null;
  readonly kind: string;
  /** Whether it is decided; otherwise its calls are under way. */
  readonly isDone: boolean;
  /** The rule that answered, `""` if none. */
  readonly rule: RuleId;
  readonly outcome: string;
  readonly ruleSetVersion: number;
  readonly body: string;
  readonly answer: string;
}
export interface LogDetail extends LogEntry {
  readonly event: InboundEvent;
  /** `null` when none was kept. */
  readonly trace: Trace | null;
}
