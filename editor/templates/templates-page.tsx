import { usePageTitle } from "../shell/use-page-title.ts";
import { templatesWords } from "../strings/templates.ts";
import { useText } from "../strings/text.ts";
import { TemplateCards } from "./template-cards.tsx";

/** 模板: rules to begin with. */
export const TemplatesPage = () => {
  const words = useText(templatesWords);
  usePageTitle(words.title);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <TemplateCards />
    </>
  );
};
