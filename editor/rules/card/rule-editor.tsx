import { Button } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Diagnostic, Registry } from "../../../engine/index.ts";
import { ruleFileSchema, sentence } from "../../../engine/index.ts";
import type { Steps } from "../../document/steps.ts";
import { keyOfSteps } from "../../document/steps.ts";
import type { ResourceNames } from "../../forms/form-context.ts";
import { useWords } from "../../strings/language.tsx";
import { useText } from "../../strings/text.ts";
import { yamlWords } from "../../strings/yaml.ts";
import type { CardProblem, ConditionReport } from "./card-context.ts";
import { makeChecker } from "./check-rule.ts";
import { RuleCard } from "./rule-card.tsx";
import { useRuleHistory } from "./use-rule-history.ts";

const YamlPane = lazy(() =>
  import("../../yaml/yaml-pane.tsx").then(({ YamlPane: pane }) => ({ default: pane })),
);

export interface RuleEditorProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Under which the rule is saved; its own id while it is new. */
  readonly rule: string;
  readonly registry: Registry;
  readonly names: ResourceNames;
  /** The schema of a rule file with the account's names; without it the registry's own, which knows none. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** What the server said when the rule was saved, as long as the text is the same. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly reports?: readonly ConditionReport[];
  readonly isReadOnly: boolean;
  readonly hasYaml: boolean;
  readonly onYaml: (hasYaml: boolean) => void;
}

const NONE: readonly Diagnostic[] = [];
/** One mistake, one message, whoever found it. */
const joined = (own: readonly Diagnostic[], told: readonly Diagnostic[]): readonly Diagnostic[] => {
  const known = new Set(own.map(({ code, path }) => `${code} ${path}`));
  return [...own, ...told.filter(({ code, path }) => !known.has(`${code} ${path}`))];
};

const useProblems = ({ text, rule, registry, names, diagnostics = NONE }: RuleEditorProps) => {
  const { lang } = useWords();
  const check = useMemo(() => makeChecker(registry, names), [registry, names]);
  const own = useMemo(() => check(text, rule), [check, text, rule]);
  return useMemo(
    () =>
      joined(own, diagnostics).map((one) => ({
        ...{ path: one.path, severity: one.severity, line: one.line, column: one.column },
        says: sentence(one, lang),
      })),
    [own, diagnostics, lang],
  );
};

/** Card and YAML pane over one text, with one history. */
export const RuleEditor = (props: RuleEditorProps) => {
  const words = useText(yamlWords);
  const { lang } = useWords();
  const { text, onText, registry, names, reports, isReadOnly, hasYaml, onYaml } = props;
  const history = useRuleHistory(text, onText);
  const problems = useProblems(props);
  const [looked, setLooked] = useState<Steps | null>(null);
  const [cursor, setCursor] = useState<Steps | null>(null);
  const own = useMemo(
    () => JSON.parse(JSON.stringify(ruleFileSchema(registry, lang))) as Record<string, unknown>,
    [registry, lang],
  );
  const look = (at: Steps): void =>
    setLooked((before) => (before !== null && keyOfSteps(before) === keyOfSteps(at) ? before : at));
  const card: readonly CardProblem[] = problems;
  return (
    <>
      <div>
        <Button size="small" aria-expanded={hasYaml} onClick={() => onYaml(!hasYaml)}>
          {hasYaml ? words.hide : words.show}
        </Button>
      </div>
      <div className={`rule-panes${hasYaml ? " both" : ""}`}>
        <RuleCard
          {...{ text, history, registry, names, isReadOnly }}
          problems={card}
          {...(reports === undefined ? {} : { reports })}
          cursor={cursor}
          onFocus={look}
        />
        {hasYaml && (
          <Suspense fallback={<p role="status">{words.loading}</p>}>
            <YamlPane
              {...{ text, history, problems, isReadOnly, looked }}
              schema={props.schema ?? own}
              onCursor={setCursor}
            />
          </Suspense>
        )}
      </div>
    </>
  );
};
