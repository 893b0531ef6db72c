import { Alert, Button, Popconfirm } from "antd";
import type { MenuState } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { menuWords } from "../strings/menu.ts";
import { useText } from "../strings/text.ts";
import { MenuBar, useDoes } from "./menu-bar.tsx";
import "./menu.css";

const Changes = ({ state }: { readonly state: MenuState }) => {
  const words = useText(menuWords);
  const params = useAccountParams();
  const notice = useNotice();
  const does = useDoes();
  const mayPublish = useMay("publish");
  const send = useSend("POST /accounts/:account/menu/publish");
  const { what, at, before, after } = words.columns;
  const { changes, isConsoleMade } = state;
  const publish = (): void =>
    send.mutate(
      { params },
      { onSuccess: () => notice.done(words.published), onError: notice.failed },
    );
  return (
    <>
      {isConsoleMade && <Alert type="warning" showIcon title={words.console} />}
      {changes.length === 0 && <p className="block">{words.same}</p>}
      {changes.length > 0 && (
        <WideTable label={words.changes} titles={[what, at, before, after]}>
          {changes.map((change) => (
            <tr key={`${change.for}/${change.what}/${change.at.join("/")}`}>
              <td>{words.what[change.what]}</td>
              <td>
                {change.for !== "" && <span className="soft">{change.for} </span>}
                {change.at.length === 0 ? words.whole : change.at.join(" › ")}
              </td>
              <td className="body-text">{does(change.before)}</td>
              <td className="body-text">{does(change.after)}</td>
            </tr>
          ))}
        </WideTable>
      )}
      {mayPublish && changes.length > 0 && (
        <div>
          <Popconfirm
            title={words.confirm}
            okText={words.yes}
            cancelText={words.no}
            onConfirm={publish}
          >
            <Button type="primary" loading={send.isPending}>
              {words.publish}
            </Button>
          </Popconfirm>
        </div>
      )}
    </>
  );
};

const Preview = ({ wanted }: { readonly wanted: MenuState["wanted"] }) => {
  const words = useText(menuWords);
  return (
    <section className="block" aria-label={words.preview}>
      <h2>{words.preview}</h2>
      <div className="menu-bars">
        <MenuBar title={words.everybody} buttons={wanted.buttons} />
        {wanted.conditional.map((one) => (
          <MenuBar key={one.for} title={words.forTag(one.for)} buttons={one.buttons} />
        ))}
      </div>
    </section>
  );
};

const Backups = ({ backups }: { readonly backups: MenuState["backups"] }) => {
  const words = useText(menuWords);
  const params = useAccountParams();
  const notice = useNotice();
  const mayPublish = useMay("publish");
  const send = useSend("POST /accounts/:account/menu/restore");
  const { at, author, buttons, deed } = words.backupColumns;
  const restore = (backup: string): void =>
    send.mutate(
      { params, body: { backup } },
      { onSuccess: () => notice.done(words.restored), onError: notice.failed },
    );
  return (
    <>
      <h2>{words.backups}</h2>
      {backups.length === 0 && <p className="help">{words.noBackups}</p>}
      {backups.length > 0 && (
        <WideTable label={words.backups} titles={[at, author, buttons, deed]}>
          {backups.map(({ id, atMs, authorName, menus }) => (
            <tr key={id}>
              <td className="when">
                <LocalTime atMs={atMs} />
              </td>
              <td>{authorName}</td>
              <td>{menus.buttons.map(({ name }) => name).join(" · ") || words.empty}</td>
              <td>
                {mayPublish && (
                  <Popconfirm
                    title={words.confirmRestore}
                    okText={words.yes}
                    cancelText={words.no}
                    onConfirm={() => restore(id)}
                  >
                    <Button size="small" aria-label={words.restore(new Date(atMs).toISOString())}>
                      {words.restoreShort}
                    </Button>
                  </Popconfirm>
                )}
              </td>
            </tr>
          ))}
        </WideTable>
      )}
    </>
  );
};

/** 自定义菜单: what followers see, what publishing would change, what was there before. */
export const MenuPage = () => {
  const words = useText(menuWords);
  const params = useAccountParams();
  const menu = useApi("GET /accounts/:account/menu", { params });
  usePageTitle(words.title);
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <Loaded query={menu}>
        {(state) => (
          <>
            <Changes state={state} />
            <Preview wanted={state.wanted} />
            <Backups backups={state.backups} />
          </>
        )}
      </Loaded>
    </div>
  );
};
