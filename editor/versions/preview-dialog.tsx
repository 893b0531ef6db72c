import { Button, Input, Modal } from "antd";
import type { FormEvent } from "react";
import { useState } from "react";
import { useApi, useAsk } from "../api/use-api.ts";
import { Ladder } from "../ladder/ladder.tsx";
import { MessageText } from "../ladder/message-text.tsx";
import { useRuleNames } from "../ladder/use-rule-names.ts";
import { useAccountParams } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { Loaded } from "../shell/loaded.tsx";
import { Scrolling } from "../shell/scrolling.tsx";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";

const Try = ({ version }: { readonly version: number }) => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const nameOf = useRuleNames();
  const ask = useAsk("POST /accounts/:account/simulate");
  const [text, setText] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const steps = [{ send: { kind: "text", text } as const }];
    ask.mutate({ params, body: { of: String(version), steps } });
  };
  return (
    <form onSubmit={send} className="stack">
      <p className="help">{words.previewHelp}</p>
      <div className="row">
        <Input
          className="grow"
          aria-label={words.message}
          placeholder={words.message}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="primary" htmlType="submit" loading={ask.isPending} disabled={text === ""}>
          {words.previewAsk}
        </Button>
      </div>
      {ask.error !== null && <LoadFailed error={ask.error} onRetry={() => ask.reset()} />}
      <div aria-live="polite">
        {ask.data?.turns.map(({ seen, trace }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is shown as a whole
          <div key={place}>
            {seen.map((message, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <p className="try-reply" key={at}>
                <MessageText message={message} />
              </p>
            ))}
            <Ladder steps={trace.steps} names={{ nameOf }} />
          </div>
        ))}
      </div>
    </form>
  );
};

const Files = ({ version }: { readonly version: number }) => {
  const params = { ...useAccountParams(), version };
  const detail = useApi("GET /accounts/:account/versions/:version", { params });
  return (
    <Loaded query={detail}>
      {({ files }) => (
        <>
          {files.map(({ name, text }) => (
            <details key={name}>
              <summary>{name}</summary>
              <Scrolling label={name}>
                <pre>{text}</pre>
              </Scrolling>
            </details>
          ))}
        </>
      )}
    </Loaded>
  );
};

/** A version before it is live again: what it would answer, and its files. */
export const PreviewDialog = ({
  version,
  onClose,
}: {
  readonly version: number;
  readonly onClose: () => void;
}) => {
  const words = useText(publishWords);
  return (
    <Modal open width={760} footer={null} title={words.previewTitle(version)} onCancel={onClose}>
      <Try version={version} />
      <h2>{words.files2}</h2>
      <Files version={version} />
    </Modal>
  );
};
