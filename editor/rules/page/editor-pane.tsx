import { useMemo, useState } from "react";
import type { Diagnostic, Registry } from "../../../engine/index.ts";
import { makeRegistry, pluginAction, pluginFact, withBuiltIn } from "../../../engine/index.ts";
import type { AccountNames, DefinitionList } from "../../../server/admin/contract.ts";
import { useApi } from "../../api/use-api.ts";
import { useDraftEngine, useTried } from "../../engine/use-engine.ts";
import { useRuleNames } from "../../ladder/use-rule-names.ts";
import { useAccountParams } from "../../shell/account.ts";
import { Loaded } from "../../shell/loaded.tsx";
import { useWords } from "../../strings/language.tsx";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";
import { RuleEditor } from "../card/rule-editor.tsx";
import { TryBox } from "../list/try-box.tsx";
import { useEditedRule } from "./use-edited-rule.ts";

export interface EditorPaneProps {
  readonly rule: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What the server said of this very text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isReadOnly: boolean;
}

const storedAs = "yingda-yaml";

const registryOf = ({ plugins }: DefinitionList): Registry =>
  makeRegistry(
    withBuiltIn({
      triggers: [],
      operators: [],
      actions: plugins.flatMap((data) => (data.kind === "action" ? [pluginAction(data)] : [])),
      facts: plugins.flatMap((data) => (data.kind === "fact" ? [pluginFact(data)] : [])),
    }),
  );

const Ready = ({
  definitions,
  names,
  ...given
}: EditorPaneProps & { readonly definitions: DefinitionList; readonly names: AccountNames }) => {
  const words = useText(rulePageWords);
  const { lang } = useWords();
  const params = useAccountParams();
  const registry = useMemo(() => registryOf(definitions), [definitions]);
  const [hasYaml, setYaml] = useState(() => localStorage.getItem(storedAs) === "open");
  const schema = useApi(
    "GET /accounts/:account/schema",
    { params, query: { language: lang } },
    { when: hasYaml },
  );
  const onYaml = (isOpen: boolean): void => {
    localStorage.setItem(storedAs, isOpen ? "open" : "closed");
    setYaml(isOpen);
  };
  const [said, setSaid] = useState("");
  const engine = useDraftEngine(said !== "");
  const edited = useEditedRule(said === "" ? "" : given.text, { registry, names, ...given });
  const tried = useTried(engine.ready, said, edited);
  const nameOf = useRuleNames();
  return (
    <>
      <TryBox
        {...{ nameOf, tried }}
        help={words.tryHelp}
        text={said}
        onText={setSaid}
        hasFailed={engine.hasFailed}
      />
      <RuleEditor
        {...given}
        {...{ registry, names, hasYaml, onYaml }}
        {...(tried === null ? {} : { reports: tried.reports })}
        {...(schema.data === undefined ? {} : { schema: schema.data.schema })}
      />
    </>
  );
};

/** Card and YAML of a rule, with the account's plugins and names. Its own chunk: forms and engine are large. */
export const EditorPane = (props: EditorPaneProps) => {
  const params = useAccountParams();
  const definitions = useApi("GET /accounts/:account/definitions", { params });
  const names = useApi("GET /accounts/:account/names", { params });
  return (
    <Loaded query={definitions}>
      {(list) => (
        <Loaded query={names}>
          {(known) => <Ready {...props} definitions={list} names={known} />}
        </Loaded>
      )}
    </Loaded>
  );
};
