import { Button } from "antd";
import { useState } from "react";
import { call } from "../api/client.ts";
import { useAccountParams } from "../shell/account.ts";
import { saveFile } from "../shell/save-file.ts";
import { useNotice } from "../shell/use-notice.ts";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";

/** Saves all followers, or those of a segment, as a sheet: asked for in pieces. */
export const ExportButton = ({ segment }: { readonly segment: string }) => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const notice = useNotice();
  const [rows, setRows] = useState<number | null>(null);
  const save = async (): Promise<void> => {
    const pieces: string[] = [];
    let after: string | null = "";
    let count = 0;
    while (after !== null) {
      const query = {
        ...(segment === "" ? {} : { segment }),
        ...(after === "" ? {} : { after }),
      };
      const page: { readonly text: string; readonly next: string | null } = await call(
        "GET /accounts/:account/followers-csv",
        { params, query },
      );
      pieces.push(page.text);
      count += page.text.split("\r\n").length - 1;
      setRows(count);
      after = page.next;
    }
    saveFile("followers.csv", pieces.join(""), "text/csv");
  };
  const start = (): void => {
    setRows(0);
    save()
      .catch(notice.failed)
      .finally(() => setRows(null));
  };
  return (
    <Button loading={rows !== null} onClick={start}>
      {rows === null ? words.export : words.exporting(rows)}
    </Button>
  );
};
