import { Button, Empty } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { BroadcastRow } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useText } from "../strings/text.ts";
import { BroadcastLine } from "./broadcast-line.tsx";
import { JobsDialog } from "./jobs-dialog.tsx";
import "./broadcasts.css";

const GOING_MS = 2_000;
const GOING: ReadonlySet<string> = new Set(["scheduled", "collecting", "sending", "sent"]);

const Rows = ({ rows }: { readonly rows: readonly BroadcastRow[] }) => {
  const words = useText(broadcastWords);
  const [shown, setShown] = useState<string | null>(null);
  if (rows.length === 0) return <Empty description={words.empty} />;
  return (
    <>
      <WideTable label={words.list} titles={Object.values(words.columns)}>
        {rows.map((row) => (
          <BroadcastLine key={row.id} row={row} onShow={() => setShown(row.id)} />
        ))}
      </WideTable>
      {shown !== null && <JobsDialog broadcast={shown} onClose={() => setShown(null)} />}
    </>
  );
};

/** 群发: what was and will be sent to many, with how far each has come. */
export const BroadcastsPage = () => {
  const words = useText(broadcastWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const maySend = useMay("publish");
  const broadcasts = useApi(
    "GET /accounts/:account/broadcasts",
    { params },
    {
      everyMs: (answer) =>
        answer?.broadcasts.some(({ state }) => GOING.has(state)) === true ? GOING_MS : false,
    },
  );
  usePageTitle(words.title);
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{words.title}</h1>
        <span className="spring" />
        {maySend && (
          <Link to={path("/broadcasts/new")} tabIndex={-1}>
            <Button type="primary">{words.add}</Button>
          </Link>
        )}
      </div>
      <p className="help">{words.help}</p>
      <Loaded query={broadcasts}>{(data) => <Rows rows={data.broadcasts} />}</Loaded>
    </div>
  );
};
