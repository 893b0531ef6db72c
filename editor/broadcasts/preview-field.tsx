import { AutoComplete, Button, Form } from "antd";
import { useState } from "react";
import { useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useText } from "../strings/text.ts";
import { contentOf } from "./broadcast-draft.ts";
import type { FieldProps } from "./target-fields.tsx";

/** Shows it to one follower first, as it will look. */
export const PreviewField = ({ draft, choices }: Omit<FieldProps, "onDraft">) => {
  const words = useText(broadcastWords);
  const params = useAccountParams();
  const notice = useNotice();
  const send = useSend("POST /accounts/:account/broadcast-preview");
  const [to, setTo] = useState("");
  const content = contentOf(draft);
  const preview = (): void => {
    if (content === null) return;
    send.mutate(
      { params, body: { to: to.trim(), content } },
      { onSuccess: () => notice.done(words.previewed), onError: notice.failed },
    );
  };
  return (
    <Form.Item label={words.previewTo} htmlFor="broadcast-preview">
      <div className="row">
        <AutoComplete
          id="broadcast-preview"
          className="broadcast-preview"
          value={to}
          options={choices.testers.map(({ openid, name }) => ({
            value: openid,
            label: `${name} ${openid}`,
          }))}
          onChange={(text: string) => setTo(text)}
        />
        <Button
          onClick={preview}
          loading={send.isPending}
          disabled={content === null || to.trim() === ""}
        >
          {words.sendPreview}
        </Button>
      </div>
    </Form.Item>
  );
};
