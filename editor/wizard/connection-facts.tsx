import { Alert, Button } from "antd";
import type { Connection } from "../../server/admin/contract.ts";
import { useApi, useAsk } from "../api/use-api.ts";
import { CopyText } from "../shell/copy-text.tsx";
import { Loaded } from "../shell/loaded.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { timeText, useZone } from "../shell/zone.ts";
import { useSay, useText } from "../strings/text.ts";
import { wizardWords } from "../strings/wizard.ts";
import "../settings/settings.css";

const LIGHT_MS = 2_000;
const NO_WORDS = { "zh-CN": "", en: "" };

const Light = ({ isOn, text }: { readonly isOn: boolean; readonly text: string }) => (
  <p role="status">
    <span className={isOn ? "light on" : "light"}>
      {isOn ? "✓" : "…"} {text}
    </span>
  </p>
);

const Lights = ({ connection }: { readonly connection: Connection }) => {
  const words = useText(wizardWords);
  const zone = useZone();
  const { lastVerifiedAtMs, lastPushAtMs, hasAppSecret } = connection;
  return (
    <>
      <Light
        isOn={lastVerifiedAtMs !== null}
        text={lastVerifiedAtMs === null ? words.verifiedNot : words.verifiedLight}
      />
      <Light
        isOn={lastPushAtMs !== null}
        text={lastPushAtMs === null ? words.pushNot : words.pushLight(timeText(lastPushAtMs, zone))}
      />
      <Light isOn={hasAppSecret} text={hasAppSecret ? words.secretYes : words.secretNo} />
    </>
  );
};

/** Asks the platform with the account's own keys: whether the secret is right, and which address the whitelist lacks. */
const Check = ({ account }: { readonly account: string }) => {
  const words = useText(wizardWords);
  const say = useSay();
  const notice = useNotice();
  const check = useAsk("POST /accounts/:account/connection/check");
  const { data } = check;
  const ask = (): void => check.mutate({ params: { account } }, { onError: notice.failed });
  return (
    <div className="stack">
      <div>
        <Button onClick={ask} loading={check.isPending}>
          {words.check}
        </Button>
      </div>
      {data !== undefined && (
        <Alert
          type={data.isGood ? "success" : "error"}
          showIcon
          role="status"
          title={data.isGood ? words.checkGood : say(data.remedy ?? NO_WORDS)}
          {...(data.isGood ? {} : { description: data.errmsg })}
        />
      )}
      {data !== undefined && data.egressAddress !== null && (
        <CopyText text={data.egressAddress} label={words.egress} />
      )}
    </div>
  );
};

/** Everything that WeChat's console asks for, to copy; and the lights that say that it took effect. */
export const ConnectionFacts = ({ account }: { readonly account: string }) => {
  const words = useText(wizardWords);
  const connection = useApi(
    "GET /accounts/:account/connection",
    { params: { account } },
    { everyMs: LIGHT_MS },
  );
  return (
    <Loaded query={connection}>
      {(data) => (
        <>
          <p className="help">{words.serverHelp}</p>
          <dl className="facts">
            <dt>{words.url}</dt>
            <dd>
              {data.url === null ? (
                <>
                  {words.noUrl} <code>{data.path}</code>
                </>
              ) : (
                <CopyText text={data.url} label={words.url} />
              )}
            </dd>
            <dt>{words.token}</dt>
            <dd>
              <CopyText text={data.token} label={words.token} />
            </dd>
            <dt>{words.key}</dt>
            <dd>
              <CopyText text={data.encodingAesKey} label={words.key} />
            </dd>
            <dt>{words.egress}</dt>
            <dd>
              {data.egressAddress === null ? (
                words.noEgress
              ) : (
                <CopyText text={data.egressAddress} label={words.egress} />
              )}
            </dd>
          </dl>
          <Lights connection={data} />
          <Check account={account} />
          <h2>{words.off}</h2>
          <ul>
            {words.offList.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
};
