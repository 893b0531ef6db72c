import { Empty, Tag } from "antd";
import { Link, useSearchParams } from "react-router";
import { useApi } from "../api/use-api.ts";
import { ChangeText } from "../publish/change-row.tsx";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";
import "../publish/publish.css";

const placeOf = (search: URLSearchParams, name: string): number =>
  Math.max(1, Number.parseInt(search.get(name) ?? "1", 10) || 1);

/** 对比: what one version changed against another, in operator language and line by line. */
export const ComparePage = () => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const [search] = useSearchParams();
  const [from, to] = [placeOf(search, "from"), placeOf(search, "to")];
  const diff = useApi("GET /accounts/:account/diff", { params, query: { from, to } });
  const title = words.compareTitle(from, to);
  usePageTitle(title);
  return (
    <div className="stack">
      <Link to={path("/versions")}>← {words.back}</Link>
      <h1>{title}</h1>
      <Loaded query={diff}>
        {({ changes }) =>
          changes.length === 0 ? (
            <Empty description={words.compareNone} />
          ) : (
            <ul className="changes">
              {changes.map((change) => (
                <li className="block" key={`${change.kind} ${change.id}`}>
                  <div className="row">
                    <Tag>{words[change.kind]}</Tag>
                    <Tag color="processing">{words.what[change.what]}</Tag>
                    <b>{change.name}</b>
                    <span className="soft">{change.file}</span>
                  </div>
                  <ChangeText change={change} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
};
