import { Button, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { orderWords } from "../strings/orders.ts";
import { useSay, useText } from "../strings/text.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { StateTag } from "./state-tag.tsx";
import { yuan } from "./yuan.ts";
import "../messages/messages.css";
import "./orders.css";

type Detail = AnswerOf<"GET /accounts/:account/orders/:order">;
const EVERY_MS = 5_000;

const Facts = ({ order }: { readonly order: Detail }) => {
  const words = useText(orderWords);
  const { columns } = words;
  const lines: readonly (readonly [string, string])[] = [
    [columns.title, order.title],
    [columns.amount, yuan(order.amountFen)],
    [words.refundedFen, yuan(order.refundedFen)],
    [columns.follower, order.follower],
    [columns.channel, order.channel],
    [words.way, words.ways[order.way]],
    [words.merchant, order.mchid],
    [words.transaction, order.transactionId ?? ""],
    [words.code, order.code],
  ];
  return (
    <dl className="order-facts">
      {lines
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {order.expiresAtMs !== null && (
        <>
          <dt>{words.expires}</dt>
          <dd>
            <LocalTime atMs={order.expiresAtMs} />
          </dd>
        </>
      )}
    </dl>
  );
};

const Timeline = ({ steps }: { readonly steps: Detail["timeline"] }) => {
  const words = useText(orderWords);
  return (
    <ol className="order-steps">
      {steps.map(({ what, atMs, by, fen, text }) => (
        <li key={`${what}${atMs}${text}`}>
          <LocalTime atMs={atMs} /> <b>{words.steps[what]}</b>
          {fen !== null && ` ${yuan(fen)}`}
          {text !== "" && ` · ${text}`}
          {by !== "" && ` · ${by}`}
        </li>
      ))}
    </ol>
  );
};

const Notices = ({ notices }: { readonly notices: Detail["notices"] }) => {
  const words = useText(orderWords);
  const say = useSay();
  if (notices.length === 0) return <p className="help">{words.noNotices}</p>;
  return (
    <ul className="order-steps">
      {notices.map(({ id, kind, state, atMs, why }) => (
        <li key={id}>
          <LocalTime atMs={atMs} /> {words.noticeKinds[kind] ?? kind}{" "}
          <Tag color={state === "applied" ? "success" : "error"}>{words.noticeStates[state]}</Tag>
          {why !== null && say(why.means)}
        </li>
      ))}
    </ul>
  );
};

const Order = ({ order }: { readonly order: Detail }) => {
  const words = useText(orderWords);
  const mayRefund = useMay("refund");
  const [isRefunding, setRefunding] = useState(false);
  return (
    <>
      <div className="page-head">
        <h1>{words.order(order.no)}</h1>
        <StateTag state={order.state} />
        <span className="spring" />
        {mayRefund && order.refundableFen > 0 && (
          <Button danger onClick={() => setRefunding(true)}>
            {words.refund}
          </Button>
        )}
      </div>
      <div className="log-detail">
        <section className="block" aria-label={words.facts}>
          <h2>{words.facts}</h2>
          <Facts order={order} />
        </section>
        <section className="block" aria-label={words.timeline}>
          <h2>{words.timeline}</h2>
          <Timeline steps={order.timeline} />
          <h2>{words.notices}</h2>
          <Notices notices={order.notices} />
        </section>
      </div>
      {isRefunding && <RefundDialog order={order} onClose={() => setRefunding(false)} />}
    </>
  );
};

/** One order: what it is, what happened to it, what was told of it, and its refund. */
export const OrderPage = () => {
  const words = useText(orderWords);
  const { order: no = "" } = useParams();
  const params = { ...useAccountParams(), order: no };
  const path = useAccountPath();
  const detail = useApi("GET /accounts/:account/orders/:order", { params }, { everyMs: EVERY_MS });
  usePageTitle(words.order(no));
  return (
    <div className="stack">
      <Link to={path("/orders")}>← {words.back}</Link>
      <Loaded query={detail}>{(data) => <Order order={data} />}</Loaded>
    </div>
  );
};
