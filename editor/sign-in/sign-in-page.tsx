import { Card } from "antd";
import type { ReactNode } from "react";
import { LanguageButton } from "../shell/language-button.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";

/** The frame of the pages before the sign-in. */
export const SignInPage = ({
  title,
  help,
  children,
}: {
  readonly title: string;
  readonly help?: string;
  readonly children?: ReactNode;
}) => {
  const words = useText(shellWords);
  usePageTitle(title);
  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <b className="brand">{words.product}</b>
        <LanguageButton />
      </div>
      <Card>
        <h1>{title}</h1>
        {help !== undefined && <p className="help">{help}</p>}
        {children}
      </Card>
    </main>
  );
};
