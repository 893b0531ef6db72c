import { useMemo } from "react";
import type { Registry } from "../../../engine/index.ts";
import { makeRegistry, pluginAction, pluginFact, withBuiltIn } from "../../../engine/index.ts";
import type { AccountNames, DefinitionList, Problem } from "../../../server/admin/contract.ts";
import { useApi } from "../../api/use-api.ts";
import { useAccountParams } from "../../shell/account.ts";
import { Loaded } from "../../shell/loaded.tsx";
import { useSay } from "../../strings/text.ts";
import { RuleCard } from "../card/rule-card.tsx";
import { useRuleHistory } from "../card/use-rule-history.ts";

export interface CardPaneProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problems: readonly Problem[];
  readonly isReadOnly: boolean;
}

const registryOf = ({ plugins }: DefinitionList): Registry =>
  makeRegistry(
    withBuiltIn({
      triggers: [],
      operators: [],
      actions: plugins.flatMap((data) => (data.kind === "action" ? [pluginAction(data)] : [])),
      facts: plugins.flatMap((data) => (data.kind === "fact" ? [pluginFact(data)] : [])),
    }),
  );

const ReadyCard = (
  props: CardPaneProps & { readonly definitions: DefinitionList; readonly names: AccountNames },
) => {
  const { text, onText, problems, isReadOnly, definitions, names } = props;
  const say = useSay();
  const history = useRuleHistory(text, onText);
  const registry = useMemo(() => registryOf(definitions), [definitions]);
  const found = useMemo(
    () =>
      problems.map(({ diagnostic: { path, severity }, says }) => ({
        path,
        severity,
        says: say(says),
      })),
    [problems, say],
  );
  return <RuleCard {...{ text, history, registry, names, isReadOnly }} problems={found} />;
};

/** The rule as a card, with the account's plugins and names. Its own chunk: forms and engine are large. */
export const CardPane = (props: CardPaneProps) => {
  const params = useAccountParams();
  const definitions = useApi("GET /accounts/:account/definitions", { params });
  const names = useApi("GET /accounts/:account/names", { params });
  return (
    <Loaded query={definitions}>
      {(list) => (
        <Loaded query={names}>
          {(known) => <ReadyCard {...props} definitions={list} names={known} />}
        </Loaded>
      )}
    </Loaded>
  );
};
