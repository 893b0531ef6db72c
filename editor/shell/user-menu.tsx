import { UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAsk } from "../api/use-api.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useAccountPath } from "./account.ts";
import { useMe } from "./session.ts";
import { useNotice } from "./use-notice.ts";

const Keys = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useText(shellWords);
  return (
    <Modal open title={words.help} footer={null} onCancel={onClose}>
      <dl className="keys">
        {words.keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
};

/** The own sign-in, the list of shortcuts, signing out. */
export const UserMenu = () => {
  const words = useText(shellWords);
  const me = useMe();
  const path = useAccountPath();
  const navigate = useNavigate();
  const notice = useNotice();
  const logout = useAsk("POST /logout");
  const [isHelpOpen, setHelpOpen] = useState(false);
  const leave = (): void =>
    logout.mutate({}, { onSuccess: () => location.assign("/"), onError: notice.failed });
  const items = [
    { key: "mine", label: words.mine, onClick: () => void navigate(path("/settings/me")) },
    { key: "help", label: words.help, onClick: () => setHelpOpen(true) },
    { key: "leave", label: words.signOut, onClick: leave },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button type="text" icon={<UserOutlined />} aria-haspopup="menu">
          {me.shownName}
        </Button>
      </Dropdown>
      {isHelpOpen && <Keys onClose={() => setHelpOpen(false)} />}
    </>
  );
};
