import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { fenOf, yuanText } from "../../engine/index.ts";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { orderWords } from "../strings/orders.ts";
import { useSay, useText } from "../strings/text.ts";

type Detail = AnswerOf<"GET /accounts/:account/orders/:order">;

/** How much goes back, and why. */
export const RefundDialog = ({
  order,
  onClose,
}: {
  readonly order: Detail;
  readonly onClose: () => void;
}) => {
  const words = useText(orderWords);
  const say = useSay();
  const notice = useNotice();
  const params = { ...useAccountParams(), order: order.no };
  const most = yuanText(order.refundableFen);
  const [amount, setAmount] = useState(most);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  // The same dialog asks for the same refund, however often it is pressed.
  const [key] = useState(() => crypto.randomUUID());
  const send = useSend("POST /accounts/:account/orders/:order/refund");
  const refund = async (): Promise<void> => {
    const fen = fenOf(amount);
    if (fen === null || fen < 1 || fen > order.refundableFen) return setWrong(words.needAmount);
    if (reason.trim() === "") return setWrong(words.needReason);
    setWrong(null);
    try {
      const done = await send.mutateAsync({ params, body: { fen, reason: reason.trim(), key } });
      if (done.why !== null && !done.later) return setWrong(say(done.why.means));
      notice.done(done.later ? words.refundLater : words.refundDone);
      onClose();
    } catch (error) {
      notice.failed(error);
    }
  };
  return (
    <Modal
      open
      title={words.refundTitle(order.no)}
      okText={words.refundOk}
      okButtonProps={{ danger: true, loading: send.isPending }}
      onOk={() => void refund()}
      onCancel={onClose}
    >
      <div className="stack">
        <label htmlFor="refund-amount">{words.refundAmount(most)}</label>
        <Input
          id="refund-amount"
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => setAmount(target.value)}
        />
        <label htmlFor="refund-reason">{words.refundReason}</label>
        <Input
          id="refund-reason"
          maxLength={26}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {wrong !== null && <Alert type="error" showIcon title={wrong} />}
      </div>
    </Modal>
  );
};
