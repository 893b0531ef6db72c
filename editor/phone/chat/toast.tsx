import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import { usePhone, usePhoneState } from "../use-phone.ts";

const Opened = ({ address }: { readonly address: string }) => {
  const { phone: words } = useWords();
  const isPage = /^https?:/i.test(address);
  return (
    <span>
      {isPage ? words.page.opened : words.page.openedPage}{" "}
      {isPage ? (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {address}
        </a>
      ) : (
        address
      )}
    </span>
  );
};

/** What went wrong, or the page that a button opened. */
export const Toast = () => {
  const { phone: words } = useWords();
  const { dismiss } = usePhone();
  const { problem, opened } = usePhoneState();
  const isShown = problem !== "" || opened !== "";
  return (
    <div role="status" className={isShown ? "ph-toast" : "ph-visually-hidden"}>
      {problem !== "" && <span>{words.page.problem(problem)}</span>}
      {problem === "" && opened !== "" && <Opened address={opened} />}
      {isShown && (
        <button type="button" onClick={dismiss}>
          <Icon name="close" />
          <span className="ph-visually-hidden">{words.page.dismiss}</span>
        </button>
      )}
    </div>
  );
};
