import { Button, Popconfirm, Tag } from "antd";
import type { BroadcastRow } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useSay, useText } from "../strings/text.ts";

const COLOURS: Readonly<Record<BroadcastRow["state"], string>> = {
  scheduled: "default",
  collecting: "processing",
  sending: "processing",
  sent: "processing",
  done: "success",
  failed: "error",
  stopped: "warning",
  deleted: "default",
};

/** To whom, in words. */
export const useToWords = (): ((to: BroadcastRow["to"]) => string) => {
  const words = useText(broadcastWords);
  return ({ kind, name }) =>
    kind === "tag" || kind === "segment" ? words.toNamed[kind](name) : words.to[kind];
};

/** Why it waits or failed, and what helps. */
export const Why = ({ why }: { readonly why: BroadcastRow["why"] }) => {
  const say = useSay();
  if (why === null) return null;
  return (
    <div className="broadcast-why">
      {say(why.means)} <span className="soft">({why.code})</span> {say(why.remedy)}
    </div>
  );
};

const State = ({ row }: { readonly row: BroadcastRow }) => {
  const words = useText(broadcastWords);
  const { state, why, retryAtMs } = row;
  return (
    <>
      <Tag color={COLOURS[state]}>{words.states[state]}</Tag>
      <Why why={why} />
      {retryAtMs !== null && (
        <div className="soft">
          {words.again}
          <LocalTime atMs={retryAtMs} />
        </div>
      )}
    </>
  );
};

const Result = ({ row }: { readonly row: BroadcastRow }) => {
  const words = useText(broadcastWords);
  const { receivers, parts, taken, unsure, total, sent, errors } = row;
  const lines = [
    ...(total === 0 && receivers !== null ? [words.people(receivers)] : []),
    ...(total === 0 && parts > 0 ? [words.parts(taken, parts)] : []),
    ...(total > 0 ? [words.figures(sent, total)] : []),
    ...(errors > 0 ? [words.errors(errors)] : []),
    ...(unsure > 0 ? [words.unsure(unsure)] : []),
  ];
  return lines.map((line) => <div key={line}>{line}</div>);
};

const Acts = ({ row, onShow }: { readonly row: BroadcastRow; readonly onShow: () => void }) => {
  const words = useText(broadcastWords);
  const { account } = useAccountParams();
  const notice = useNotice();
  const maySend = useMay("publish");
  const stop = useSend("POST /accounts/:account/broadcasts/:broadcast/stop");
  const remove = useSend("DELETE /accounts/:account/broadcasts/:broadcast");
  const params = { account, broadcast: row.id };
  const what = row.content.shown.slice(0, 20);
  const after = (text: string) => ({
    onSuccess: () => notice.done(text),
    onError: notice.failed,
  });
  return (
    <div className="row">
      {row.parts > 0 && (
        <Button size="small" aria-label={words.detailsOf(what)} onClick={onShow}>
          {words.details}
        </Button>
      )}
      {maySend && row.mayStop && (
        <Popconfirm
          title={words.stopConfirm}
          okText={words.yes}
          cancelText={words.no}
          onConfirm={() => stop.mutate({ params }, after(words.stopped))}
        >
          <Button size="small" danger aria-label={words.stopOf(what)} loading={stop.isPending}>
            {words.stop}
          </Button>
        </Popconfirm>
      )}
      {maySend && row.mayDelete && (
        <Popconfirm
          title={words.removeConfirm}
          okText={words.yes}
          cancelText={words.no}
          onConfirm={() => remove.mutate({ params }, after(words.removed))}
        >
          <Button size="small" danger aria-label={words.removeOf(what)} loading={remove.isPending}>
            {words.remove}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
};

/** One broadcast of the list. */
export const BroadcastLine = ({
  row,
  onShow,
}: {
  readonly row: BroadcastRow;
  readonly onShow: () => void;
}) => {
  const words = useText(broadcastWords);
  const toWords = useToWords();
  const { dueAtMs, to, content, authorName } = row;
  return (
    <tr>
      <td className="when">
        <LocalTime atMs={dueAtMs} />
        <div className="soft">{authorName === "" ? words.byRule : authorName}</div>
      </td>
      <td>{toWords(to)}</td>
      <td className="body-text">
        <div className="soft">{words.kinds[content.kind]}</div>
        <div className="broadcast-shown">{content.shown}</div>
      </td>
      <td className="broadcast-state">
        <State row={row} />
      </td>
      <td className="broadcast-result">
        <Result row={row} />
      </td>
      <td>
        <Acts row={row} onShow={onShow} />
      </td>
    </tr>
  );
};
