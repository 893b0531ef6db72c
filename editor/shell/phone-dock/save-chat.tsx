import { Button } from "antd";
import { useState, useSyncExternalStore } from "react";
import type { TraceStep } from "../../../engine/index.ts";
import type { Line } from "../../phone/lines.ts";
import type { Phone } from "../../phone/phone.ts";
import type { PhoneSources } from "../../phone/sources.ts";
import { dockWords } from "../../strings/dock.ts";
import { useText } from "../../strings/text.ts";
import { SaveTestDialog } from "../../tests/save-test-dialog.tsx";
import { useMay } from "../account.ts";

interface Chat {
  readonly text: string;
  readonly rule: string;
  readonly has: string;
}
type Said = Extract<Line, { readonly kind: "said" }>;

const isText = (line: Line, by: Said["by"]): line is Said =>
  line.kind === "said" && line.by === by && line.content.kind === "text";
const textOf = ({ content }: Said): string => (content.kind === "text" ? content.text : "");

const winnerOf = (steps: readonly TraceStep[]): string => {
  const step = steps.findLast((each) => each.kind === "rule" && each.verdict === "answered");
  return step?.kind === "rule" ? (step.path.split("/")[1] ?? "") : "";
};

/** The last message that is a text, and what came back for it. */
const lastOf = async (lines: readonly Line[], sources: PhoneSources): Promise<Chat | null> => {
  const last = lines.findLast((line) => isText(line, "follower"));
  if (last === undefined || last.kind !== "said") return null;
  const answer = lines.find((line) => line.push === last.push && isText(line, "account"));
  const told = last.key === null ? null : await sources.traces?.read(last.key);
  const has = answer?.kind === "said" ? (textOf(answer).split("\n")[0] ?? "") : "";
  return { text: textOf(last), rule: winnerOf(told?.trace.steps ?? []), has };
};

/** Makes a test of the last message on the phone. */
export const SaveChat = ({
  phone,
  sources,
}: {
  readonly phone: Phone;
  readonly sources: PhoneSources;
}) => {
  const words = useText(dockWords);
  const mayWrite = useMay("write-rules");
  const state = useSyncExternalStore(phone.listen, phone.state);
  const [chat, setChat] = useState<Chat | null>(null);
  if (!mayWrite) return null;
  const lines = state.lines.get(state.current ?? "") ?? [];
  const hasText = lines.some((line) => isText(line, "follower"));
  const open = (): void => {
    lastOf(lines, sources).then(setChat, () => setChat(null));
  };
  return (
    <div className="dock-foot">
      <Button size="small" disabled={!hasText} onClick={open}>
        {words.saveTest}
      </Button>
      {chat !== null && <SaveTestDialog {...chat} onClose={() => setChat(null)} />}
    </div>
  );
};
