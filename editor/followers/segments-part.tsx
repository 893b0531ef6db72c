import { Button, Empty, Popconfirm } from "antd";
import { useState } from "react";
import type { SegmentShape } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";
import type { SegmentDraft } from "./segment-dialog.tsx";
import { SegmentDialog } from "./segment-dialog.tsx";

const Row = ({
  segment,
  onEdit,
}: {
  readonly segment: SegmentShape;
  readonly onEdit: () => void;
}) => {
  const words = useText(followerWords);
  const { account } = useAccountParams();
  const notice = useNotice();
  const send = useSend("DELETE /accounts/:account/segments/:segment");
  const { id, name, condition, authorName, atMs } = segment;
  const remove = (): void =>
    send.mutate(
      { params: { account, segment: id } },
      { onSuccess: () => notice.done(words.removed), onError: notice.failed },
    );
  return (
    <tr>
      <td>
        <b>{name}</b>
      </td>
      <td className="mono follower-condition">{condition}</td>
      <td>
        {authorName} <LocalTime atMs={atMs} />
      </td>
      <td>
        <div className="row">
          <Button size="small" aria-label={words.editOf(name)} onClick={onEdit}>
            {words.edit}
          </Button>
          <Popconfirm
            title={words.removeConfirm(name)}
            okText={words.yes}
            cancelText={words.no}
            onConfirm={remove}
          >
            <Button size="small" danger aria-label={words.removeOf(name)}>
              {words.remove}
            </Button>
          </Popconfirm>
        </div>
      </td>
    </tr>
  );
};

/** Saved conditions on followers. */
export const SegmentsPart = () => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const segments = useApi("GET /accounts/:account/segments", { params });
  const [edited, setEdited] = useState<SegmentDraft | null>(null);
  const make = (): void => setEdited({ id: crypto.randomUUID(), name: "", condition: "" });
  return (
    <div className="stack">
      <p className="help">{words.segmentHelp}</p>
      <div>
        <Button type="primary" onClick={make}>
          {words.newSegment}
        </Button>
      </div>
      <Loaded query={segments}>
        {(data) =>
          data.segments.length === 0 ? (
            <Empty description={words.noSegments} />
          ) : (
            <WideTable label={words.segments} titles={Object.values(words.segmentColumns)}>
              {data.segments.map((segment) => (
                <Row key={segment.id} segment={segment} onEdit={() => setEdited(segment)} />
              ))}
            </WideTable>
          )
        }
      </Loaded>
      {edited !== null && <SegmentDialog segment={edited} onClose={() => setEdited(null)} />}
    </div>
  );
};
