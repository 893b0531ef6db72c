import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { AnswerOf, BodyOf, RoleName } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { CopyText } from "../shell/copy-text.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { settingsWords } from "../strings/settings.ts";
import { useText } from "../strings/text.ts";

export type Invitation = AnswerOf<"POST /users">;
type NewUser = BodyOf<"POST /users">;

/** The link of an invitation, shown once. */
export const InvitationDialog = ({
  invitation,
  onClose,
}: {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}) => {
  const words = useText(settingsWords);
  const { user, path, expiresAtMs } = invitation;
  return (
    <Modal open title={words.linkTitle} footer={null} onCancel={onClose}>
      <p>{words.linkHelp(user.shownName)}</p>
      <CopyText text={new URL(path, location.origin).href} label={words.linkTitle} />
      <p className="help">
        {words.until} <LocalTime atMs={expiresAtMs} />
      </p>
    </Modal>
  );
};

const ROLES: readonly RoleName[] = ["admin", "operator", "agent", "viewer"];
const EMPTY: NewUser = { name: "", shownName: "", role: "operator", accounts: "*" };

const Fields = ({
  user,
  onUser,
}: {
  readonly user: NewUser;
  readonly onUser: (user: NewUser) => void;
}) => {
  const words = useText(settingsWords);
  const accounts = useApi("GET /accounts", {});
  const chosen = user.accounts === "*" ? [] : [...user.accounts];
  return (
    <Form layout="vertical">
      <Form.Item label={words.userName} htmlFor="invite-name">
        <Input
          id="invite-name"
          maxLength={64}
          autoFocus
          value={user.name}
          onChange={({ target }) => onUser({ ...user, name: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.shownName} htmlFor="invite-shown">
        <Input
          id="invite-shown"
          maxLength={64}
          value={user.shownName}
          onChange={({ target }) => onUser({ ...user, shownName: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.role} htmlFor="invite-role" extra={words.rolesHelp[user.role]}>
        <Select
          id="invite-role"
          aria-label={words.role}
          value={user.role}
          options={ROLES.map((value) => ({ value, label: words.roles[value] }))}
          onChange={(role) => onUser({ ...user, role })}
        />
      </Form.Item>
      <Form.Item label={words.accounts} htmlFor="invite-accounts">
        <Select
          id="invite-accounts"
          mode="multiple"
          aria-label={words.accounts}
          placeholder={words.allAccounts}
          value={chosen}
          options={(accounts.data?.accounts ?? []).map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
          onChange={(next) => onUser({ ...user, accounts: next.length === 0 ? "*" : next })}
        />
      </Form.Item>
    </Form>
  );
};

/** Invites somebody; the link goes up to who asked. */
export const InviteDialog = ({
  onInvited,
  onClose,
}: {
  readonly onInvited: (invitation: Invitation) => void;
  readonly onClose: () => void;
}) => {
  const words = useText(settingsWords);
  const notice = useNotice();
  const send = useSend("POST /users");
  const [user, setUser] = useState<NewUser>(EMPTY);
  const shownName = user.shownName.trim() === "" ? user.name : user.shownName.trim();
  return (
    <Modal
      open
      title={words.invite}
      okText={words.invite}
      okButtonProps={{ disabled: user.name.trim() === "" }}
      confirmLoading={send.isPending}
      onOk={() =>
        send.mutate(
          { body: { ...user, name: user.name.trim(), shownName } },
          { onSuccess: onInvited, onError: notice.failed },
        )
      }
      onCancel={onClose}
    >
      <Fields user={user} onUser={setUser} />
    </Modal>
  );
};
