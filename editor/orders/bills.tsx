import { Button, Input, Tag } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { orderWords } from "../strings/orders.ts";
import { useSay, useText } from "../strings/text.ts";
import { yuan } from "./yuan.ts";

type Bill = AnswerOf<"GET /accounts/:account/bills">["bills"][number];
const colours = { equal: "success", differs: "error", failed: "warning" } as const;

const DAY_MS = 86_400_000;
/** Yesterday in Beijing, where the platform's days are counted. */
const yesterday = (): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Date.now() - DAY_MS);

const Compare = () => {
  const words = useText(orderWords);
  const notice = useNotice();
  const params = useAccountParams();
  const [day, setDay] = useState(yesterday);
  const send = useSend("POST /accounts/:account/bills");
  const compare = (): void => {
    send.mutateAsync({ params, body: { day } }).then(
      () => notice.done(words.compared),
      (error: unknown) => notice.failed(error),
    );
  };
  return (
    <div className="row">
      <Input
        className="order-choice"
        type="date"
        aria-label={words.billDay}
        value={day}
        max={yesterday()}
        onChange={({ target }) => setDay(target.value)}
        style={{ width: 160 }}
      />
      <Button onClick={compare} loading={send.isPending} disabled={day === ""}>
        {words.compare}
      </Button>
    </div>
  );
};

const Differences = ({ bill }: { readonly bill: Bill }) => {
  const words = useText(orderWords);
  const { what, no, ours, theirs } = words.differenceColumns;
  const money = (fen: number | null): string => (fen === null ? words.nothing : yuan(fen));
  return (
    <WideTable label={words.differences(bill.day)} titles={[what, no, ours, theirs]}>
      {bill.differences.map((one) => (
        <tr key={`${one.what}${one.no}${one.refundNo}`}>
          <td>{words.noticeKinds[one.what]}</td>
          <td className="mono">{one.no}</td>
          <td className="money">{money(one.ours)}</td>
          <td className="money">{money(one.theirs)}</td>
        </tr>
      ))}
    </WideTable>
  );
};

const Table = ({ bills }: { readonly bills: readonly Bill[] }) => {
  const words = useText(orderWords);
  const say = useSay();
  if (bills.length === 0) return <p className="help">{words.noBills}</p>;
  return (
    <>
      <WideTable label={words.bills} titles={Object.values(words.billColumns)}>
        {bills.map((bill) => (
          <tr key={`${bill.day}${bill.mchid}`}>
            <td className="when">{bill.day}</td>
            <td className="mono">{bill.mchid}</td>
            <td>
              <Tag color={colours[bill.state]}>{words.billStates[bill.state]}</Tag>
              {bill.why !== null && say(bill.why.means)}
            </td>
            <td>{bill.trades}</td>
            <td className="money">{yuan(bill.paidFen)}</td>
            <td className="money">{yuan(bill.refundFen)}</td>
            <td className="when">
              <LocalTime atMs={bill.atMs} />
            </td>
          </tr>
        ))}
      </WideTable>
      {bills
        .filter(({ differences }) => differences.length > 0)
        .map((bill) => (
          <section key={`${bill.day}${bill.mchid}`}>
            <h3>{words.differences(bill.day)}</h3>
            <Differences bill={bill} />
          </section>
        ))}
    </>
  );
};

/** 每日对账: our orders against the platform's bill, a day at a time. */
export const Bills = () => {
  const words = useText(orderWords);
  const params = useAccountParams();
  const mayCompare = useMay("refund");
  const bills = useApi("GET /accounts/:account/bills", { params });
  return (
    <section className="stack" aria-labelledby="bills">
      <h2 id="bills">{words.bills}</h2>
      <p className="help">{words.billsHelp}</p>
      {mayCompare && <Compare />}
      <Loaded query={bills}>{({ bills: all }) => <Table bills={all} />}</Loaded>
    </section>
  );
};
