import { Button } from "antd";
import { Link } from "react-router";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccount, useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { useDock } from "../shell/dock-state.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useMe } from "../shell/session.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { homeWords } from "../strings/home.ts";
import { useText } from "../strings/text.ts";
import "./home.css";

type Summary = AnswerOf<"GET /accounts/:account/summary">;

const Ways = () => {
  const words = useText(homeWords);
  const path = useAccountPath();
  const mayWrite = useMay("write-rules");
  const { isOpen, toggle } = useDock();
  return (
    <ul className="ways">
      {mayWrite && (
        <li className="block">
          <Link to={path("/rules/new")}>
            <Button type="primary" size="large" block>
              {words.begin}
            </Button>
          </Link>
          <p className="help">{words.beginHelp}</p>
        </li>
      )}
      {mayWrite && (
        <li className="block">
          <Link to={path("/templates")}>
            <Button size="large" block>
              {words.template}
            </Button>
          </Link>
          <p className="help">{words.templateHelp}</p>
        </li>
      )}
      <li className="block">
        <Button size="large" block onClick={() => !isOpen && toggle()}>
          {words.tryPhone}
        </Button>
        <p className="help">{words.tryPhoneHelp}</p>
      </li>
    </ul>
  );
};

const ToDo = ({ summary }: { readonly summary: Summary }) => {
  const words = useText(homeWords);
  const path = useAccountPath();
  const { lastPushAtMs, platform } = useAccount();
  const mayManage = useMay("manage");
  const things = [
    { count: summary.conflicts, text: words.conflicts, to: "/rules?badge=conflict" },
    { count: summary.errors, text: words.errors, to: "/rules?badge=error" },
    { count: summary.failedToday, text: words.failed, to: "/messages" },
    { count: summary.rulesOff, text: words.rulesOff, to: "/rules?state=off" },
    { count: summary.warnings, text: words.warnings, to: "/rules?badge=warning" },
    { count: summary.changes, text: words.changes, to: "/publish" },
  ].filter(({ count }) => count > 0);
  const isSilent = lastPushAtMs === null && platform === "wechat";
  return (
    <section className="block" aria-label={words.todo}>
      <h2>{words.todo}</h2>
      {things.length === 0 && !isSilent && <p className="help">{words.nothing}</p>}
      <ul className="to-do">
        {isSilent && (
          <li>
            {words.noPush} {mayManage && <Link to={path("/settings")}>{words.connect}</Link>}
          </li>
        )}
        {things.map(({ count, text, to }) => (
          <li key={to}>
            <Link to={path(to)}>{text(count)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Figures = ({ summary }: { readonly summary: Summary }) => {
  const words = useText(homeWords);
  const names = Object.keys(words.figures) as readonly (keyof typeof words.figures)[];
  return (
    <section className="block" aria-label={words.today}>
      <h2>{words.today}</h2>
      <dl className="figures">
        {names.map((name) => (
          <div key={name}>
            <dt>{words.figures[name]}</dt>
            <dd>{summary[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** 首页: three ways to begin, what there is to do, today. */
export const Home = () => {
  const words = useText(homeWords);
  const params = useAccountParams();
  const { name } = useAccount();
  const { shownName } = useMe();
  const summary = useApi("GET /accounts/:account/summary", { params }, { everyMs: 30_000 });
  usePageTitle(name);
  return (
    <div className="stack">
      <h1>{words.hello(shownName)}</h1>
      <Ways />
      <Loaded query={summary}>
        {(data) => (
          <>
            <ToDo summary={data} />
            <Figures summary={data} />
          </>
        )}
      </Loaded>
    </div>
  );
};
