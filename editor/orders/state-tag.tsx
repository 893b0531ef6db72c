import { Tag } from "antd";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { orderWords } from "../strings/orders.ts";
import { useText } from "../strings/text.ts";

type State = AnswerOf<"GET /accounts/:account/orders/:order">["state"];
const colours: Readonly<Partial<Record<State, string>>> = {
  paid: "success",
  redeemed: "processing",
  refunding: "warning",
};

/** How far an order is, in a word. */
export const StateTag = ({ state }: { readonly state: State }) => {
  const { states } = useText(orderWords);
  return <Tag color={colours[state]}>{states[state]}</Tag>;
};
