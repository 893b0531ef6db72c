import { Modal } from "antd";
import { useEffect } from "react";
import { useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { Waiting } from "../shell/waiting.tsx";
import { channelWords } from "../strings/channels.ts";
import { useText } from "../strings/text.ts";

/** The QR code of a channel; made when it is asked for first. */
export const CodeDialog = ({
  channel,
  onClose,
}: {
  readonly channel: string;
  readonly onClose: () => void;
}) => {
  const words = useText(channelWords);
  const { account } = useAccountParams();
  const { mutate, data, error } = useSend("POST /accounts/:account/channel-code");
  const ask = (): void => mutate({ params: { account }, body: { channel } });
  useEffect(() => mutate({ params: { account }, body: { channel } }), [mutate, account, channel]);
  return (
    <Modal open title={words.showOf(channel)} footer={null} onCancel={onClose}>
      {error !== null && <LoadFailed error={error} onRetry={ask} />}
      {error === null && data === undefined && <Waiting />}
      {data !== undefined && (
        <div className="channel-code">
          <img src={data.picture} alt={words.showOf(channel)} />
          <p>
            {data.expiresAtMs === null ? (
              words.forGood
            ) : (
              <>
                {words.until} <LocalTime atMs={data.expiresAtMs} />
              </>
            )}
          </p>
          <p className="help">
            {words.link}: <code>{data.url}</code>
          </p>
          <a href={data.picture} download={`${channel}.png`}>
            {words.savePicture}
          </a>
        </div>
      )}
    </Modal>
  );
};
