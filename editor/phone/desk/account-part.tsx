import { useId } from "react";
import { useWords } from "../../strings/language.tsx";
import type { AccountAs } from "../transport.ts";
import { usePhone, usePhoneState } from "../use-phone.ts";

const kinds: readonly AccountAs["kind"][] = ["service", "subscription"];

const Badges = ({ kind, verified }: AccountAs) => {
  const { phone: words } = useWords();
  return (
    <p>
      <span className="ph-badge">{words.desk.kinds[kind]}</span>{" "}
      <span className="ph-badge">{verified ? words.desk.verified : words.desk.unverified}</span>
    </p>
  );
};

const Choice = ({
  kind,
  verified,
  become,
}: AccountAs & { readonly become: (as: AccountAs) => Promise<void> }) => {
  const { phone: words } = useWords();
  const name = useId();
  return (
    <fieldset className="ph-choices">
      <legend className="ph-hint">{words.desk.kindHint}</legend>
      {kinds.map((one) => (
        <label className="ph-check" key={one}>
          <input
            type="radio"
            name={name}
            checked={kind === one}
            onChange={() => void become({ kind: one, verified })}
          />
          {words.desk.kinds[one]}
        </label>
      ))}
      <label className="ph-check">
        <input
          type="checkbox"
          checked={verified}
          onChange={({ target }) => void become({ kind, verified: target.checked })}
        />
        {words.desk.verified}
      </label>
    </fieldset>
  );
};

/** Whose phone it talks to; where there is a platform, of what kind the platform takes the account to be. */
export const AccountPart = () => {
  const { phone: words } = useWords();
  const { become } = usePhone();
  const { account } = usePhoneState();
  if (account === null) return null;
  const { name, kind, verified } = account;
  return (
    <section className="ph-desk-part">
      <h3>{words.desk.account}</h3>
      <b>{name}</b>
      {become === null ? (
        <Badges {...{ kind, verified }} />
      ) : (
        <Choice {...{ kind, verified, become }} />
      )}
    </section>
  );
};
