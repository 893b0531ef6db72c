import { Type } from "typebox";
import { ORDER_STATES } from "../../../engine/index.ts";
import { Count, Cursor, choice, closed, Limit, LocalText, Ms, nullable } from "./words.ts";

export const OrderNo = Type.String({ pattern: "^[0-9A-Za-z_*|-]{6,32}$" });
const Text = Type.String({ maxLength: 200 });
const State = choice(...ORDER_STATES);
const Why = nullable(
  Type.Object({ code: Type.String(), means: LocalText, remedy: LocalText }, closed),
);

const shared = {
  no: Type.String(),
  state: State,
  way: choice("jsapi", "native"),
  follower: Type.String(),
  product: Type.String(),
  title: Type.String(),
  channel: Type.String(),
  amountFen: Count,
  refundedFen: Count,
  createdAtMs: Ms,
  paidAtMs: nullable(Ms),
};
export const OrderLine = Type.Object(shared, closed);
export const OrderQuery = Type.Object(
  {
    state: Type.Optional(State),
    product: Type.Optional(Text),
    channel: Type.Optional(Text),
    follower: Type.Optional(Text),
    search: Type.Optional(Text),
    fromMs: Type.Optional(Ms),
    untilMs: Type.Optional(Ms),
    before: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  closed,
);
export const OrderList = Type.Object(
  {
    orders: Type.Array(OrderLine),
    next: nullable(Cursor),
    /** Of all that the filter finds. */
    sums: Type.Object({ orders: Count, paidFen: Count, refundedFen: Count }, closed),
  },
  closed,
);
const Notice = Type.Object(
  {
    id: Type.String(),
    no: Type.String(),
    kind: Type.String(),
    state: choice("applied", "unknown", "refused"),
    atMs: Ms,
    why: Why,
    data: Type.String(),
  },
  closed,
);
/** One thing that happened; `by` is a member or a follower, `""` for nobody or a rule. */
const Happened = Type.Object(
  {
    atMs: Ms,
    what: choice(
      "created",
      "prepaid",
      "paid",
      "closed",
      "redeemed",
      "refund-asked",
      "refund-done",
      "refund-failed",
    ),
    by: Type.String(),
    fen: nullable(Count),
    text: Type.String(),
  },
  closed,
);
export const OrderDetail = Type.Object(
  {
    ...shared,
    mchid: Type.String(),
    transactionId: nullable(Type.String()),
    /** A voucher's; shown to who may refund, others see its end. */
    code: Type.String(),
    expiresAtMs: nullable(Ms),
    refundableFen: Count,
    timeline: Type.Array(Happened),
    notices: Type.Array(Notice),
  },
  closed,
);
export const RefundBody = Type.Object(
  {
    /** Absent: all that is left. */
    fen: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
    reason: Type.String({ minLength: 1, maxLength: 80 }),
    /** Made by whoever asks: the same again is the same refund. */
    key: Type.String({ pattern: "^[A-Za-z0-9-]{8,64}$" }),
  },
  closed,
);
/** `later`: written down, and tried again by itself. */
export const RefundAnswer = Type.Object({ state: State, later: Type.Boolean(), why: Why }, closed);
export const Troubles = Type.Object({ troubles: Type.Array(Notice) }, closed);
const Difference = Type.Object(
  {
    what: choice("paid", "refund"),
    no: Type.String(),
    refundNo: Type.String(),
    ours: nullable(Count),
    theirs: nullable(Count),
  },
  closed,
);
const Bill = Type.Object(
  {
    day: Type.String(),
    mchid: Type.String(),
    state: choice("equal", "differs", "failed"),
    why: Why,
    trades: Count,
    paidFen: Count,
    refundFen: Count,
    differences: Type.Array(Difference),
    atMs: Ms,
  },
  closed,
);
export const Bills = Type.Object({ bills: Type.Array(Bill) }, closed);
export const BillBody = Type.Object(
  { day: Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }) },
  closed,
);
