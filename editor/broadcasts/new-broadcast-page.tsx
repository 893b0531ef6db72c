import { Alert, App, Button, Form, Input, Radio } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { saysOf } from "../api/problem.ts";
import { useApi, useAsk, useSend } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { momentIn, timeText, useZone } from "../shell/zone.ts";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useSay, useText } from "../strings/text.ts";
import type { BroadcastDraft } from "./broadcast-draft.ts";
import { contentOf, EMPTY_BROADCAST, targetOf } from "./broadcast-draft.ts";
import { Why } from "./broadcast-line.tsx";
import { ContentFields } from "./content-fields.tsx";
import { PreviewField } from "./preview-field.tsx";
import type { Choices, FieldProps } from "./target-fields.tsx";
import { TargetFields } from "./target-fields.tsx";
import "./broadcasts.css";

type Plan = AnswerOf<"POST /accounts/:account/broadcast-plan">;
const SETTLED_MS = 400;

/** Counts whom it would reach, a moment after the choice has settled. */
const usePlan = (draft: BroadcastDraft) => {
  const params = useAccountParams();
  const { mutate, data, error, isPending, reset } = useAsk(
    "POST /accounts/:account/broadcast-plan",
  );
  const asked = JSON.stringify(targetOf(draft));
  const { account } = params;
  useEffect(() => {
    reset();
    const target = JSON.parse(asked) as ReturnType<typeof targetOf>;
    if (target === null) return;
    const timer = setTimeout(() => mutate({ params: { account }, body: { target } }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [asked, account, mutate, reset]);
  return { plan: data ?? null, error, isPending };
};

const allowanceOf = (plan: Plan, words: (typeof broadcastWords)["zh-CN"]): readonly string[] => [
  ...(plan.today === null ? [words.perFollower] : [words.today(plan.today)]),
  ...(plan.month === null ? [] : [words.month(plan.month)]),
];

const PlanText = ({ plan, error, isPending }: ReturnType<typeof usePlan>) => {
  const words = useText(broadcastWords);
  const say = useSay();
  if (error !== null) return <Alert type="warning" showIcon title={say(saysOf(error))} />;
  if (plan === null) return isPending ? <p className="help">{words.counting}</p> : null;
  return (
    <p role="status">
      <b>{words.plan(plan.receivers)}</b>
      {allowanceOf(plan, words).map((line) => ` · ${line}`)}
    </p>
  );
};

const WhenFields = ({ draft, onDraft }: Omit<FieldProps, "choices">) => {
  const words = useText(broadcastWords);
  return (
    <>
      <Form.Item label={words.when} htmlFor="broadcast-when">
        <Radio.Group
          id="broadcast-when"
          aria-label={words.when}
          value={draft.at !== null}
          options={[
            { value: false, label: words.now },
            { value: true, label: words.later },
          ]}
          onChange={({ target }) => onDraft({ at: target.value === true ? "" : null })}
        />
      </Form.Item>
      {draft.at !== null && (
        <Form.Item label={words.time} htmlFor="broadcast-at">
          <Input
            id="broadcast-at"
            type="datetime-local"
            className="broadcast-at"
            value={draft.at}
            onChange={({ target }) => onDraft({ at: target.value })}
          />
        </Form.Item>
      )}
    </>
  );
};

/** To whom, in words, as the confirmation names it. */
const useDraftTo = (choices: Choices) => {
  const words = useText(broadcastWords);
  return ({ to, tag, segment }: BroadcastDraft): string => {
    if (to === "tag") return words.toNamed.tag(tag);
    const name = choices.segments.find(({ id }) => id === segment)?.name ?? segment;
    return to === "segment" ? words.toNamed.segment(name) : words.to[to];
  };
};

const SendButton = ({
  draft,
  choices,
  plan,
}: {
  readonly draft: BroadcastDraft;
  readonly choices: Choices;
  readonly plan: Plan | null;
}) => {
  const words = useText(broadcastWords);
  const { modal } = App.useApp();
  const params = useAccountParams();
  const path = useAccountPath();
  const zone = useZone();
  const notice = useNotice();
  const navigate = useNavigate();
  const toWords = useDraftTo(choices);
  const send = useSend("POST /accounts/:account/broadcasts");
  const target = targetOf(draft);
  const content = contentOf(draft);
  const dueAtMs = draft.at === null ? null : momentIn(draft.at, zone);
  const isTimed = draft.at === null || dueAtMs !== null;
  const isReady = target !== null && content !== null && plan !== null && isTimed;
  const go = async (): Promise<void> => {
    if (target === null || content === null) return;
    await send.mutateAsync({ params, body: { target, content, dueAtMs } }).then(
      () => {
        notice.done(words.added);
        void navigate(path("/broadcasts"));
      },
      (error: unknown) => notice.failed(error),
    );
  };
  const ask = (): void => {
    if (plan === null) return;
    const lines = [
      words.confirmText(toWords(draft), plan.receivers),
      ...allowanceOf(plan, words),
      ...(plan.today === 0 || plan.month === 0 ? [words.waitsText] : []),
      ...(dueAtMs === null ? [] : [words.atText(timeText(dueAtMs, zone))]),
    ];
    void modal.confirm({
      title: words.confirm,
      content: lines.map((line) => <p key={line}>{line}</p>),
      okText: dueAtMs === null ? words.confirmNow : words.confirmLater,
      cancelText: words.no,
      onOk: go,
    });
  };
  return (
    <Button type="primary" disabled={!isReady} loading={send.isPending} onClick={ask}>
      {words.send}
    </Button>
  );
};

const Fields = ({ choices }: { readonly choices: Choices }) => {
  const [draft, setDraft] = useState(EMPTY_BROADCAST);
  const onDraft = (change: Partial<BroadcastDraft>): void =>
    setDraft((before) => ({ ...before, ...change }));
  const planned = usePlan(draft);
  const props = { draft, choices, onDraft };
  return (
    <Form layout="vertical" className="block broadcast-form">
      <TargetFields {...props} />
      <PlanText {...planned} />
      <ContentFields {...props} />
      <WhenFields {...props} />
      <PreviewField {...props} />
      <div className="row">
        <SendButton draft={draft} choices={choices} plan={planned.plan} />
      </div>
    </Form>
  );
};

/** 新建群发: whom, what, when, a preview to one, and the question that names how many get it. */
export const NewBroadcastPage = () => {
  const words = useText(broadcastWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const choices = useApi("GET /accounts/:account/broadcast-choices", { params });
  usePageTitle(words.newTitle);
  return (
    <div className="stack">
      <h1>{words.newTitle}</h1>
      <Link to={path("/broadcasts")}>{words.back}</Link>
      <Loaded query={choices}>
        {(data) =>
          data.refused === null ? (
            <Fields choices={data} />
          ) : (
            <Alert type="warning" showIcon title={<Why why={data.refused} />} />
          )
        }
      </Loaded>
    </div>
  );
};
