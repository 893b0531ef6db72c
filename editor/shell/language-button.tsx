import { Button } from "antd";
import { useWords } from "../strings/language.tsx";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";

/** Switches between Chinese and English; its label is written in the other language. */
export const LanguageButton = () => {
  const { lang, setLang } = useWords();
  const words = useText(shellWords);
  const other = lang === "en" ? "zh-CN" : "en";
  return (
    <Button type="text" lang={other} title={words.languageKeys} onClick={() => setLang(other)}>
      {words.language}
    </Button>
  );
};
