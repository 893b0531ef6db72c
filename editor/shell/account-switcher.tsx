import { Select, Tag } from "antd";
import { useNavigate } from "react-router";
import type { AccountRow } from "../../server/admin/contract.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useAccount } from "./account.ts";
import { useHasRight } from "./session.ts";

const ADD = "+";

const Named = ({ account }: { readonly account: AccountRow }) => {
  const words = useText(shellWords);
  return (
    <span className="account-name">
      <span>{account.name}</span>
      <Tag>{account.platform === "sandbox" ? words.sandbox : words.kinds[account.kind]}</Tag>
    </span>
  );
};

/** Goes to another account, or to the page that connects one. */
export const AccountSwitcher = ({ accounts }: { readonly accounts: readonly AccountRow[] }) => {
  const words = useText(shellWords);
  const { id } = useAccount();
  const mayManage = useHasRight("manage");
  const navigate = useNavigate();
  const options = accounts.map((account) => ({
    value: account.id,
    text: account.name,
    label: <Named account={account} />,
  }));
  const more = mayManage
    ? [{ value: ADD, text: words.addAccount, label: <span>{words.addAccount}</span> }]
    : [];
  return (
    <Select
      className="account-switcher"
      aria-label={words.account}
      value={id}
      options={[...options, ...more]}
      showSearch={{ optionFilterProp: "text" }}
      popupMatchSelectWidth={false}
      onChange={(next) => void navigate(next === ADD ? "/connect" : `/a/${next}`)}
    />
  );
};
