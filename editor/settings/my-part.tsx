import { Button, Form, Input, Tag } from "antd";
import { useApi, useSend } from "../api/use-api.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useMe } from "../shell/session.ts";
import { useNotice } from "../shell/use-notice.ts";
import { settingsWords } from "../strings/settings.ts";
import { useText } from "../strings/text.ts";

const Password = () => {
  const words = useText(settingsWords);
  const notice = useNotice();
  const send = useSend("PUT /me/password");
  const [form] = Form.useForm<{ readonly current: string; readonly next: string }>();
  const save = (body: { readonly current: string; readonly next: string }): void =>
    send.mutate(
      { body },
      {
        onSuccess: () => {
          form.resetFields();
          notice.done(words.passwordChanged);
        },
        onError: notice.failed,
      },
    );
  return (
    <Form form={form} layout="vertical" className="narrow" requiredMark={false} onFinish={save}>
      <Form.Item name="current" label={words.currentPassword} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="next" label={words.newPassword} rules={[{ required: true }]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {words.password}
      </Button>
    </Form>
  );
};

const Sessions = () => {
  const words = useText(settingsWords);
  const notice = useNotice();
  const sessions = useApi("GET /me/sessions", {});
  const end = useSend("DELETE /me/sessions/:session");
  return (
    <Loaded query={sessions}>
      {({ sessions: all }) => (
        <ul className="stack plain-list">
          {all.map(({ id, isThis, createdAtMs, address, agent }) => (
            <li key={id} className="row">
              {isThis && <Tag color="success">{words.thisOne}</Tag>}
              <span>
                {words.since} <LocalTime atMs={createdAtMs} />
              </span>
              <span className="soft">{address}</span>
              <span className="soft">{agent}</span>
              {!isThis && (
                <Button
                  size="small"
                  onClick={() =>
                    end.mutate({ params: { session: id } }, { onError: notice.failed })
                  }
                >
                  {words.end}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
};

/** 我的账号: password and sessions. */
export const MyPart = () => {
  const words = useText(settingsWords);
  const me = useMe();
  return (
    <>
      <section className="block">
        <h2>
          {me.shownName} <span className="soft">{me.name}</span> <Tag>{words.roles[me.role]}</Tag>
        </h2>
        <Password />
      </section>
      <section className="block" aria-label={words.sessions}>
        <h2>{words.sessions}</h2>
        <Sessions />
      </section>
    </>
  );
};
