import { Button, Empty } from "antd";
import { Link, Navigate } from "react-router";
import { useApi } from "../api/use-api.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { lastAccount } from "./last-account.ts";
import { Loaded } from "./loaded.tsx";
import { useHasRight } from "./session.ts";

const NoAccount = () => {
  const words = useText(shellWords);
  const mayManage = useHasRight("manage");
  return (
    <main className="sign-in">
      <h1 className="visually-hidden">{words.product}</h1>
      <Empty description={`${words.noAccount}。${words.noAccountHelp}`}>
        {mayManage && (
          <Link to="/start">
            <Button type="primary">{words.start}</Button>
          </Link>
        )}
      </Empty>
    </main>
  );
};

/** The account that was used last, the first one, or the way to one. */
export const Landing = () => {
  const accounts = useApi("GET /accounts", {});
  return (
    <Loaded query={accounts}>
      {({ accounts: all }) => {
        const last = lastAccount();
        const chosen = all.find(({ id }) => id === last) ?? all[0];
        if (chosen === undefined) return <NoAccount />;
        return <Navigate to={`/a/${chosen.id}`} replace />;
      }}
    </Loaded>
  );
};
