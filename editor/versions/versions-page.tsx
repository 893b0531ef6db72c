import { App, Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { VersionRow } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccount, useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";
import { PreviewDialog } from "./preview-dialog.tsx";
import "../publish/publish.css";

const useRollback = (): ((row: VersionRow) => void) => {
  const words = useText(publishWords);
  const { modal } = App.useApp();
  const params = useAccountParams();
  const { generation } = useAccount();
  const notice = useNotice();
  const send = useSend("POST /accounts/:account/versions/:version/rollback");
  const roll = async (version: number): Promise<void> => {
    try {
      const given = { params: { ...params, version }, body: { generation } };
      const done = await send.mutateAsync(given);
      notice.done(words.rolledBack(version, done.version));
    } catch (error) {
      notice.failed(error);
    }
  };
  return ({ version }) =>
    void modal.confirm({
      title: words.rollbackAsk(version),
      content: words.rollbackHelp,
      okText: words.rollback,
      onOk: () => roll(version),
    });
};

const Row = ({
  row,
  active,
  onPreview,
  onRollback,
}: {
  readonly row: VersionRow;
  readonly active: number | null;
  readonly onPreview: () => void;
  readonly onRollback: () => void;
}) => {
  const words = useText(publishWords);
  const path = useAccountPath();
  const mayPublish = useMay("publish");
  const { version, note, author, authorName, atMs, isActive } = row;
  const against = isActive ? version - 1 : (active ?? version);
  const [from, to] = version < against ? [version, against] : [against, version];
  return (
    <tr>
      <td>
        {version} {isActive && <Tag color="success">{words.active}</Tag>}
      </td>
      <td>{note}</td>
      <td>{authorName === "" ? author : authorName}</td>
      <td>
        <LocalTime atMs={atMs} />
      </td>
      <td>
        <div className="row">
          <Button size="small" onClick={onPreview} aria-label={`${words.preview} ${version}`}>
            {words.preview}
          </Button>
          {from > 0 && from !== to && (
            <Link to={path(`/versions/compare?from=${from}&to=${to}`)}>{words.compare}</Link>
          )}
          {!isActive && mayPublish && (
            <Button size="small" onClick={onRollback} aria-label={`${words.rollback} ${version}`}>
              {words.rollback}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
};

/** 版本: everything that was ever live, with the way back. */
export const VersionsPage = () => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const versions = useApi("GET /accounts/:account/versions", { params, query: { limit: 200 } });
  const [previewed, setPreviewed] = useState<number | null>(null);
  const rollback = useRollback();
  usePageTitle(words.versionsTitle);
  const { version, note, author, at, actions } = words.columns;
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{words.versionsTitle}</h1>
        <span className="spring" />
        <Link to={path("/publish")}>{words.title}</Link>
      </div>
      <Loaded query={versions}>
        {({ versions: rows }) => (
          <WideTable label={words.versionsTitle} titles={[version, note, author, at, actions]}>
            {rows.map((row) => (
              <Row
                key={row.version}
                row={row}
                active={rows.find(({ isActive }) => isActive)?.version ?? null}
                onPreview={() => setPreviewed(row.version)}
                onRollback={() => rollback(row)}
              />
            ))}
          </WideTable>
        )}
      </Loaded>
      {previewed !== null && (
        <PreviewDialog version={previewed} onClose={() => setPreviewed(null)} />
      )}
    </div>
  );
};
