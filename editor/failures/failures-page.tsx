import { useInfiniteQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Empty, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { FailureShape } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { Waiting } from "../shell/waiting.tsx";
import { WideTable } from "../shell/wide-table.tsx";
import { failureWords } from "../strings/failures.ts";
import { useSay, useText } from "../strings/text.ts";

type State = "given-up" | "retrying";
const PAGE = 50;
const AGAIN_MS = 5_000;

const useFailures = (state: State) => {
  const params = useAccountParams();
  return useInfiniteQuery({
    queryKey: ["GET /accounts/:account/failures", params, state],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: pageParam };
      const query = { state, ...before, limit: PAGE };
      return call("GET /accounts/:account/failures", { params, query }, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: AGAIN_MS,
  });
};

interface Picked {
  readonly keys: ReadonlySet<string>;
  /** `null`: nothing can be chosen here. */
  readonly onPick: ((key: string, isPicked: boolean) => void) | null;
}

const Row = ({ row, keys, onPick }: Picked & { readonly row: FailureShape }) => {
  const words = useText(failureWords);
  const say = useSay();
  const path = useAccountPath();
  const { key, kind, what, rule, ruleName } = row;
  const done = `${words.kinds[kind] ?? kind} ${what}`.trim();
  return (
    <tr>
      {onPick !== null && (
        <td>
          <Checkbox
            aria-label={words.pick(done)}
            checked={keys.has(key)}
            onChange={({ target }) => onPick(key, target.checked)}
          />
        </td>
      )}
      <td className="when">
        <LocalTime atMs={row.atMs} />
      </td>
      <td className="body-text">{done}</td>
      <td className="mono">{row.follower ?? ""}</td>
      <td>
        {rule !== "" && (
          <Link to={path(`/rules/edit/${encodeURIComponent(rule)}`)}>{ruleName || rule}</Link>
        )}
      </td>
      <td className="body-text">
        {say(row.means)} <span className="mono">({row.code})</span>
        <br />
        {say(row.remedy)}
      </td>
      <td>{words.tries(row.attempts)}</td>
      {onPick === null && (
        <td className="when">{row.nextTryAtMs !== null && <LocalTime atMs={row.nextTryAtMs} />}</td>
      )}
    </tr>
  );
};

/** What can be done with what is chosen. */
const Deeds = ({
  keys,
  onDone,
}: {
  readonly keys: readonly string[];
  readonly onDone: () => void;
}) => {
  const words = useText(failureWords);
  const params = useAccountParams();
  const notice = useNotice();
  const { modal } = App.useApp();
  const retry = useSend("POST /accounts/:account/failures/retry");
  const dismiss = useSend("POST /accounts/:account/failures/dismiss");
  const onError = (error: unknown): void => notice.failed(error);
  const given = { params, body: { keys: [...keys] } };
  const askDismiss = (): void => {
    void modal.confirm({
      title: words.dismissAsk(keys.length),
      onOk: () =>
        dismiss.mutate(given, {
          onSuccess: ({ done }) => {
            notice.done(words.dismissed(done));
            onDone();
          },
          onError,
        }),
    });
  };
  return (
    <div className="row">
      <Button
        type="primary"
        disabled={keys.length === 0}
        loading={retry.isPending}
        onClick={() =>
          retry.mutate(given, {
            onSuccess: ({ done, gone }) => {
              notice.done(words.retried(done, gone));
              onDone();
            },
            onError,
          })
        }
      >
        {words.retry(keys.length)}
      </Button>
      <Button danger disabled={keys.length === 0} onClick={askDismiss}>
        {words.dismiss(keys.length)}
      </Button>
    </div>
  );
};

const Table = ({ rows, keys, onPick }: Picked & { readonly rows: readonly FailureShape[] }) => {
  const words = useText(failureWords);
  const { pick, next, ...columns } = words.columns;
  const titles = [
    ...(onPick === null ? [] : [pick]),
    ...Object.values(columns),
    ...(onPick === null ? [next] : []),
  ];
  return (
    <WideTable label={words.list} titles={titles}>
      {rows.map((row) => (
        <Row key={row.key} {...{ row, keys, onPick }} />
      ))}
    </WideTable>
  );
};

const usePicked = (rows: readonly FailureShape[]) => {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  // What somebody else saw to meanwhile is not chosen any more.
  const keys = rows.map(({ key }) => key).filter((key) => picked.has(key));
  const pick = (key: string, isPicked: boolean): void =>
    setPicked((before) => {
      const after = new Set(before);
      if (isPicked) after.add(key);
      else after.delete(key);
      return after;
    });
  const pickAll = (isPicked: boolean): void =>
    setPicked(new Set(isPicked ? rows.slice(0, 200).map(({ key }) => key) : []));
  return { keys, pick, pickAll };
};

/** 发送失败: what was given up, and what is being tried again. */
export const FailuresPage = () => {
  const words = useText(failureWords);
  const mayRetry = useMay("publish");
  const [state, setState] = useState<State>("given-up");
  const query = useFailures(state);
  usePageTitle(words.title);
  const rows = query.data?.pages.flatMap((page) => page.failures) ?? [];
  const counts = query.data?.pages[0]?.counts;
  const { keys, pick, pickAll } = usePicked(rows);
  const canPick = mayRetry && state === "given-up";
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <div className="row">
        <Segmented<State>
          aria-label={words.state}
          value={state}
          onChange={setState}
          options={[
            { value: "given-up", label: words.givenUp(counts?.givenUp ?? 0) },
            { value: "retrying", label: words.retrying(counts?.retrying ?? 0) },
          ]}
        />
        {canPick && rows.length > 0 && (
          <>
            <Checkbox
              checked={keys.length > 0 && keys.length === Math.min(rows.length, 200)}
              onChange={({ target }) => pickAll(target.checked)}
            >
              {words.pickAll}
            </Checkbox>
            <Deeds keys={keys} onDone={() => pickAll(false)} />
          </>
        )}
      </div>
      {query.isPending && <Waiting />}
      {query.error !== null && (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && rows.length === 0 && <Empty description={words.empty[state]} />}
      {rows.length > 0 && <Table rows={rows} keys={new Set(keys)} onPick={canPick ? pick : null} />}
      {query.hasNextPage && (
        <div>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  );
};
