import { Checkbox, Form, Input, Radio } from "antd";
import { useText } from "../strings/text.ts";
import { wizardWords } from "../strings/wizard.ts";

export interface AccountDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: "service" | "subscription";
  readonly verified: boolean;
}
export const EMPTY_ACCOUNT: AccountDraft = { id: "", name: "", kind: "service", verified: true };

/** What every account says of itself. */
export const AccountFields = ({
  draft,
  onDraft,
}: {
  readonly draft: AccountDraft;
  readonly onDraft: (draft: AccountDraft) => void;
}) => {
  const words = useText(wizardWords);
  return (
    <>
      <Form.Item label={words.name} htmlFor="account-name">
        <Input
          id="account-name"
          autoFocus
          maxLength={100}
          placeholder={words.namePlaceholder}
          value={draft.name}
          onChange={({ target }) => onDraft({ ...draft, name: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.id} htmlFor="account-id">
        <Input
          id="account-id"
          maxLength={63}
          value={draft.id}
          onChange={({ target }) => onDraft({ ...draft, id: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.kind} htmlFor="account-kind" extra={words.kindsHelp[draft.kind]}>
        <Radio.Group
          id="account-kind"
          aria-label={words.kind}
          value={draft.kind}
          options={[
            { value: "service", label: words.kinds.service },
            { value: "subscription", label: words.kinds.subscription },
          ]}
          onChange={({ target }) => onDraft({ ...draft, kind: target.value })}
        />
      </Form.Item>
      <Form.Item>
        <Checkbox
          checked={draft.verified}
          onChange={({ target }) => onDraft({ ...draft, verified: target.checked })}
        >
          {words.verified}
        </Checkbox>
      </Form.Item>
    </>
  );
};
