import type { ReactNode } from "react";
import { Link } from "react-router";
import { LanguageButton } from "../shell/language-button.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../strings/text.ts";
import { wizardWords } from "../strings/wizard.ts";
import "./wizard.css";

/** The frame of the pages that make an account. */
export const WizardPage = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) => {
  const words = useText(wizardWords);
  usePageTitle(title);
  return (
    <main className="wizard">
      <div className="sign-in-head">
        <Link to="/">← {words.back}</Link>
        <LanguageButton />
      </div>
      <h1>{title}</h1>
      {children}
    </main>
  );
};
