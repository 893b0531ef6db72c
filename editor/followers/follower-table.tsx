import { Button, Checkbox, Tag } from "antd";
import type { FollowerRow } from "../../server/admin/contract.ts";
import { LocalTime } from "../shell/local-time.tsx";
import { WideTable } from "../shell/wide-table.tsx";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";
import { nameOf } from "./name-of.ts";

const Row = ({
  row,
  isChosen,
  onChoose,
  onShow,
}: {
  readonly row: FollowerRow;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onShow: () => void;
}) => {
  const words = useText(followerWords);
  const { openid, name, remark, tags, followedAtMs, seenAtMs, channel, isBlacklisted } = row;
  const shown = nameOf(row);
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={words.choose(shown)}
          checked={isChosen}
          onChange={({ target }) => onChoose(target.checked)}
        />
      </td>
      <td className="follower-name">
        <b>{shown}</b> {remark !== "" && name !== "" && <span className="soft">{name}</span>}
        {shown !== openid && <div className="soft mono">{openid}</div>}
        {isBlacklisted && <Tag color="error">{words.blacklisted}</Tag>}
      </td>
      <td>
        {tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </td>
      <td className="when">{followedAtMs !== null && <LocalTime atMs={followedAtMs} />}</td>
      <td className="when">{seenAtMs !== null && <LocalTime atMs={seenAtMs} />}</td>
      <td>{channel}</td>
      <td>
        <Button size="small" aria-label={words.showOf(shown)} onClick={onShow}>
          {words.show}
        </Button>
      </td>
    </tr>
  );
};

/** Followers, with boxes to choose some. */
export const FollowerTable = ({
  rows,
  chosen,
  onChosen,
  onShow,
}: {
  readonly rows: readonly FollowerRow[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
  readonly onShow: (openid: string) => void;
}) => {
  const words = useText(followerWords);
  return (
    <WideTable label={words.list} titles={Object.values(words.columns)}>
      {rows.map((row) => (
        <Row
          key={row.openid}
          row={row}
          isChosen={chosen.includes(row.openid)}
          onChoose={(isChosen) => {
            const others = chosen.filter((one) => one !== row.openid);
            onChosen(isChosen ? [...others, row.openid] : others);
          }}
          onShow={() => onShow(row.openid)}
        />
      ))}
    </WideTable>
  );
};
