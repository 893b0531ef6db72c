import { Button, Select, Tag } from "antd";
import { useState } from "react";
import type { RoleName, User } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useMe } from "../shell/session.ts";
import { useNotice } from "../shell/use-notice.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { settingsWords } from "../strings/settings.ts";
import { useText } from "../strings/text.ts";
import type { Invitation } from "./invite-dialog.tsx";
import { InvitationDialog, InviteDialog } from "./invite-dialog.tsx";

const ROLES: readonly RoleName[] = ["admin", "operator", "agent", "viewer"];

const State = ({ user }: { readonly user: User }) => {
  const words = useText(settingsWords);
  if (!user.isActive) return <Tag color="error">{words.locked}</Tag>;
  return user.isInvited ? <Tag>{words.invited}</Tag> : <Tag color="success">{words.active}</Tag>;
};

const Acts = ({
  user,
  onInvited,
}: {
  readonly user: User;
  readonly onInvited: (invitation: Invitation) => void;
}) => {
  const words = useText(settingsWords);
  const me = useMe();
  const notice = useNotice();
  const change = useSend("PUT /users/:user");
  const invite = useSend("POST /users/:user/invite");
  const params = { user: user.id };
  const toggle = (): void =>
    change.mutate({ params, body: { isActive: !user.isActive } }, { onError: notice.failed });
  const link = (): void =>
    invite.mutate({ params }, { onSuccess: onInvited, onError: notice.failed });
  return (
    <div className="row">
      <Button size="small" onClick={link} aria-label={`${words.newLink}：${user.name}`}>
        {words.newLink}
      </Button>
      {user.id !== me.id && (
        <Button
          size="small"
          danger={user.isActive}
          onClick={toggle}
          aria-label={`${user.isActive ? words.lock : words.unlock}：${user.name}`}
        >
          {user.isActive ? words.lock : words.unlock}
        </Button>
      )}
    </div>
  );
};

const Row = ({
  user,
  onInvited,
}: {
  readonly user: User;
  readonly onInvited: (invitation: Invitation) => void;
}) => {
  const words = useText(settingsWords);
  const notice = useNotice();
  const change = useSend("PUT /users/:user");
  const setRole = (role: RoleName): void =>
    change.mutate({ params: { user: user.id }, body: { role } }, { onError: notice.failed });
  return (
    <tr>
      <td>
        <b>{user.shownName}</b> <span className="soft">{user.name}</span>
      </td>
      <td>
        <Select
          aria-label={`${words.role}：${user.name}`}
          value={user.role}
          options={ROLES.map((value) => ({ value, label: words.roles[value] }))}
          popupMatchSelectWidth={false}
          onChange={setRole}
        />
      </td>
      <td>{user.accounts === "*" ? words.allAccounts : user.accounts.join("、")}</td>
      <td>
        <State user={user} />
      </td>
      <td>{user.seenAtMs !== null && <LocalTime atMs={user.seenAtMs} />}</td>
      <td>
        <Acts user={user} onInvited={onInvited} />
      </td>
    </tr>
  );
};

/** 成员: who may sign in, and what they may do. */
export const MembersPart = () => {
  const words = useText(settingsWords);
  const users = useApi("GET /users", {});
  const [isInviting, setInviting] = useState(false);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const titles = [
    words.shownName,
    words.role,
    words.accounts,
    words.state,
    words.lastSeen,
    words.actions,
  ];
  return (
    <div className="stack">
      <div>
        <Button type="primary" onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      </div>
      <p className="help">{words.roleHelp}</p>
      <Loaded query={users}>
        {({ users: all }) => (
          <WideTable label={words.tabs.members} titles={titles}>
            {all.map((user) => (
              <Row key={user.id} user={user} onInvited={setInvitation} />
            ))}
          </WideTable>
        )}
      </Loaded>
      {isInviting && (
        <InviteDialog
          onInvited={(made) => {
            setInviting(false);
            setInvitation(made);
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {invitation !== null && (
        <InvitationDialog invitation={invitation} onClose={() => setInvitation(null)} />
      )}
    </div>
  );
};
