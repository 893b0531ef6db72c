import { useId } from "react";
import { useWords } from "../../strings/language.tsx";
import type { Network } from "../transport.ts";
import { usePhone, usePhoneState } from "../use-phone.ts";

const networks: readonly Network[] = ["good", "slow", "too-slow"];

/** How long messages take to the account. */
export const NetworkChoice = () => {
  const { phone: words } = useWords();
  const { setNetwork } = usePhone();
  const { network } = usePhoneState();
  const name = useId();
  return (
    <fieldset className="ph-desk-part">
      <legend>{words.desk.network}</legend>
      {networks.map((one) => (
        <label className="ph-check" key={one}>
          <input
            type="radio"
            name={name}
            checked={network === one}
            onChange={() => setNetwork(one)}
          />
          {words.desk.networks[one]}
        </label>
      ))}
    </fieldset>
  );
};
