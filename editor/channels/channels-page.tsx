import { Alert, Button, Empty, Select } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { saveFile } from "../shell/save-file.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { useZone } from "../shell/zone.ts";
import { channelWords } from "../strings/channels.ts";
import { useText } from "../strings/text.ts";
import { CodeDialog } from "./code-dialog.tsx";
import { sheetOf } from "./sheet-of.ts";
import "./channels.css";

type Report = AnswerOf<"GET /accounts/:account/channels">;
type Row = Report["channels"][number];

const DAY_MS = 86_400_000;
const SPANS = [7, 30, 90] as const;
/** A day as `2026-11-23`. */
const dayOf = (atMs: number, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(atMs);

const recordsText = (records: Row["records"]): string =>
  Object.entries(records)
    .map(([name, n]) => `${name} ${n}`)
    .join(" · ");

const Rows = ({
  rows,
  onShow,
}: {
  readonly rows: readonly Row[];
  readonly onShow: (channel: string) => void;
}) => {
  const words = useText(channelWords);
  const mayPublish = useMay("publish");
  const { columns } = words;
  const titles = Object.values(columns);
  return (
    <WideTable label={words.list} titles={titles}>
      {rows.map((row) => (
        <tr key={row.channel}>
          <td className="mono">{row.channel === "" ? words.other : row.channel}</td>
          <td>{row.name}</td>
          {[row.scans, row.follows, row.losses, row.net, row.replies].map((figure, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <td key={place} className="figure">
              {figure}
            </td>
          ))}
          <td>{recordsText(row.records)}</td>
          <td>
            {mayPublish && row.name !== "" && row.channel !== "" && (
              <Button
                size="small"
                aria-label={words.showButton(row.channel)}
                onClick={() => onShow(row.channel)}
              >
                {words.show}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </WideTable>
  );
};

const Shown = ({ report }: { readonly report: Report }) => {
  const words = useText(channelWords);
  const [shown, setShown] = useState<string | null>(null);
  const { channels, isCut } = report;
  if (channels.length === 0) return <Empty description={words.empty} />;
  const save = (): void => {
    const { code: _, ...titles } = words.columns;
    const lines = channels.map((row) => [
      row.channel === "" ? words.other : row.channel,
      row.name,
      ...[row.scans, row.follows, row.losses, row.net, row.replies],
      recordsText(row.records),
    ]);
    saveFile("channels.csv", sheetOf([Object.values(titles), ...lines]), "text/csv");
  };
  return (
    <>
      {isCut && <Alert type="info" showIcon title={words.cut} />}
      <Rows rows={channels} onShow={setShown} />
      <div>
        <Button onClick={save}>{words.save}</Button>
      </div>
      {shown !== null && <CodeDialog channel={shown} onClose={() => setShown(null)} />}
    </>
  );
};

/** 渠道二维码: where followers come from, and the codes that bring them. */
export const ChannelsPage = () => {
  const words = useText(channelWords);
  const params = useAccountParams();
  const zone = useZone();
  const [days, setDays] = useState<number>(30);
  const [nowMs] = useState(() => Date.now());
  const query = { from: dayOf(nowMs - (days - 1) * DAY_MS, zone), until: dayOf(nowMs, zone) };
  const report = useApi("GET /accounts/:account/channels", { params, query }, { keep: true });
  usePageTitle(words.title);
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <div className="row">
        <Select
          aria-label={words.days}
          value={days}
          onChange={setDays}
          options={SPANS.map((value) => ({ value, label: words.lastDays(value) }))}
        />
      </div>
      <Loaded query={report}>{(data) => <Shown report={data} />}</Loaded>
    </div>
  );
};
