import { Button } from "antd";
import type { ChangeList } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";

/** Working copies of others and of the files on disk: taken over on purpose, never by accident. */
export const Others = ({ others }: { readonly others: ChangeList["others"] }) => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const notice = useNotice();
  const mayWrite = useMay("write-rules");
  const take = useSend("POST /accounts/:account/changes/take");
  if (others.length === 0 || !mayWrite) return null;
  const nameOf = ({ copy, name }: ChangeList["others"][number]): string =>
    copy === "files" ? words.files : name;
  return (
    <section className="block" aria-label={words.others}>
      <h2>{words.others}</h2>
      <p className="help">{words.takeHelp}</p>
      <div className="row">
        {others.map((other) => (
          <Button
            key={other.copy}
            loading={take.isPending}
            onClick={() =>
              take.mutate(
                { params, body: { copy: other.copy } },
                {
                  onSuccess: ({ taken }) => notice.done(words.taken(taken)),
                  onError: notice.failed,
                },
              )
            }
          >
            {words.take(nameOf(other), other.changes)}
          </Button>
        ))}
      </div>
    </section>
  );
};
