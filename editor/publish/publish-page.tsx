import { Empty } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import type { ChangeList } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { Loaded } from "../shell/loaded.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";
import { ChangeRow } from "./change-row.tsx";
import { GateList } from "./gate-list.tsx";
import { Others } from "./others.tsx";
import { PublishForm } from "./publish-form.tsx";
import { useGates } from "./use-gates.ts";
import "./publish.css";

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind} ${id}`;

const Changes = ({ list }: { readonly list: ChangeList }) => {
  const words = useText(publishWords);
  const { changes } = list;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const picked = useMemo(() => changes.filter((each) => !left.has(keyOf(each))), [changes, left]);
  const state = changes.map(({ id, after, atMs }) => `${id} ${atMs} ${after?.length}`).join("\n");
  const gates = useGates(state);
  const pick = (key: string, on: boolean): void =>
    setLeft((now) => {
      const next = new Set(now);
      if (on) next.delete(key);
      else next.add(key);
      return next;
    });
  return (
    <>
      <ul className="changes" aria-label={words.changes(changes.length)}>
        {changes.map((change) => (
          <ChangeRow
            key={keyOf(change)}
            change={change}
            isPicked={!left.has(keyOf(change))}
            onPick={(on) => pick(keyOf(change), on)}
          />
        ))}
      </ul>
      {gates.error !== null && <LoadFailed error={gates.error} onRetry={() => location.reload()} />}
      <GateList gates={gates} />
      <PublishForm list={list} picked={picked} gates={gates} />
    </>
  );
};

/** 发布: what the draft changes, whether it is well, and the way out. */
export const PublishPage = () => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const list = useApi("GET /accounts/:account/changes", { params });
  usePageTitle(words.title);
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{words.title}</h1>
        <span className="spring" />
        <Link to={path("/versions")}>{words.versions}</Link>
      </div>
      <Loaded query={list}>
        {(data) => (
          <>
            <Others others={data.others} />
            {data.changes.length === 0 ? (
              <Empty description={`${words.nothing}。${words.nothingHelp}`} />
            ) : (
              <Changes list={data} />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
};
