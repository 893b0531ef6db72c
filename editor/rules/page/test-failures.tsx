import type { TestRun } from "../../../server/admin/contract.ts";
import { MessageText } from "../../ladder/message-text.tsx";
import { useSpeech } from "../../ladder/use-speech.ts";
import { inWords } from "../../phone/chat/did-words.ts";
import { testsWords } from "../../strings/tests.ts";
import { useText } from "../../strings/text.ts";

type Step = TestRun["steps"][number];

const FailedStep = ({ step, place }: { readonly step: Step; readonly place: number }) => {
  const words = useText(testsWords);
  const speech = useSpeech();
  const whats: Readonly<Record<string, string>> = words.whats;
  if (step.failures.length === 0) return null;
  return (
    <li>
      {words.step(place + 1)}
      <ul>
        {step.failures.map(({ what, expected, actual }) => (
          <li key={what}>
            {whats[what] ?? what}：{words.expected}{" "}
            <b className="expected">{inWords(expected, speech)}</b>，{words.actual}{" "}
            <b className="actual">{inWords(actual, speech)}</b>
          </li>
        ))}
      </ul>
      {step.seen.length > 0 && (
        <p className="soft">
          {words.seen}：
          {step.seen.map((message, seen) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run is shown as a whole
            <span className="try-reply" key={seen}>
              <MessageText message={message} />
            </span>
          ))}
        </p>
      )}
    </li>
  );
};

/** Tests that failed: what was expected and what happened. */
export const TestFailures = ({ runs }: { readonly runs: readonly TestRun[] }) => {
  const words = useText(testsWords);
  const failed = runs.filter(({ passed }) => !passed);
  if (failed.length === 0) return null;
  return (
    <section className="block" aria-label={words.failures}>
      <h2>{words.failures}</h2>
      {failed.map(({ id, name, steps }) => (
        <article key={id}>
          <h3>✗ {name}</h3>
          <ol className="hindrances">
            {steps.map((step, place) => (
              <FailedStep key={step.path} step={step} place={place} />
            ))}
          </ol>
        </article>
      ))}
    </section>
  );
};
