import { Alert, Button, Empty, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi, useAsk } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { noticeWords } from "../strings/notices.ts";
import { useSay, useText } from "../strings/text.ts";

type Answer = AnswerOf<"GET /accounts/:account/notices">;
type Template = Answer["templates"][number];

const DAY_MS = 86_400_000;
const SPANS = [7, 30] as const;
/** The platform's days are Beijing's. */
const dayOf = (atMs: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(atMs);

const Rules = ({ rules }: Pick<Template, "rules">) => {
  const words = useText(noticeWords);
  const path = useAccountPath();
  if (rules.length === 0) return <>{words.unused}</>;
  return (
    <ul className="plain-list">
      {rules.map(({ id, name }) => (
        <li key={id}>
          <Link to={path(`/rules/edit/${encodeURIComponent(id)}`)}>{name || id}</Link>
        </li>
      ))}
    </ul>
  );
};

const Row = ({ one }: { readonly one: Template }) => {
  const words = useText(noticeWords);
  return (
    <tr>
      <td>
        {one.title}
        <br />
        <span className="soft">{words.sorts[one.sort]}</span>
      </td>
      <td className="mono">{one.names.length === 0 ? words.unnamed : one.names.join("、")}</td>
      <td>
        <ul className="plain-list">
          {one.fields.map(({ name, label }) => (
            <li key={name}>
              <span className="mono">{name}</span> {label}
            </li>
          ))}
        </ul>
      </td>
      <td>
        <Rules rules={one.rules} />
      </td>
      <td className="mono">{one.id}</td>
    </tr>
  );
};

const Templates = ({ answer: { templates, missing } }: { readonly answer: Answer }) => {
  const words = useText(noticeWords);
  return (
    <>
      {missing.map(({ name, id }) => (
        <Alert key={name} type="warning" showIcon title={words.missing(name, id)} />
      ))}
      {templates.length === 0 ? (
        <Empty description={words.none} />
      ) : (
        <WideTable label={words.templates} titles={Object.values(words.columns)}>
          {templates.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </WideTable>
      )}
    </>
  );
};

const Results = () => {
  const words = useText(noticeWords);
  const say = useSay();
  const params = useAccountParams();
  const [days, setDays] = useState<number>(7);
  const [nowMs] = useState(() => Date.now());
  const query = { from: dayOf(nowMs - (days - 1) * DAY_MS), until: dayOf(nowMs) };
  const name = "GET /accounts/:account/notices/days";
  const found = useApi(name, { params, query }, { keep: true });
  return (
    <>
      <div className="row">
        <h2>{words.results}</h2>
        <Select
          aria-label={words.days}
          value={days}
          onChange={setDays}
          options={SPANS.map((value) => ({ value, label: words.lastDays(value) }))}
        />
      </div>
      <Loaded query={found}>
        {(answer) =>
          answer.days.length === 0 ? (
            <Empty description={words.noResults} />
          ) : (
            <WideTable label={words.results} titles={Object.values(words.resultColumns)}>
              {answer.days.map(({ day, template, result, count, why }) => (
                <tr key={`${day} ${template} ${result} ${why?.code ?? ""}`}>
                  <td>{day}</td>
                  <td className="mono">{template}</td>
                  <td>{words.result[result]}</td>
                  <td className="figure">{count}</td>
                  <td>{why !== null && `${say(why.means)} (${why.code}) ${say(why.remedy)}`}</td>
                </tr>
              ))}
            </WideTable>
          )
        }
      </Loaded>
    </>
  );
};

/** 模板消息与订阅通知: what there is, who uses it, and how what was sent ended. */
export const NoticesPage = () => {
  const words = useText(noticeWords);
  const params = useAccountParams();
  const notice = useNotice();
  const templates = useApi("GET /accounts/:account/notices", { params });
  const sync = useAsk("POST /accounts/:account/notices/sync");
  usePageTitle(words.title);
  const read = (): void =>
    sync.mutate(
      { params },
      {
        onSuccess: (answer) => {
          notice.done(words.synced(answer.templates.length));
          void templates.refetch();
        },
        onError: (error) => notice.failed(error),
      },
    );
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <div>
        <Button loading={sync.isPending} onClick={read}>
          {words.sync}
        </Button>
      </div>
      <Loaded query={templates}>{(answer) => <Templates answer={answer} />}</Loaded>
      <Results />
    </div>
  );
};
