import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useState } from "react";
import { en } from "./phone/en.ts";
import { zhCn } from "./phone/zh-cn.ts";
import type { Lang, PhoneWords } from "./words.ts";

const phoneWords: Readonly<Record<Lang, PhoneWords>> = { "zh-CN": zhCn, en };
const storedAs = "yingda-language";

interface Language {
  readonly lang: Lang;
  readonly phone: PhoneWords;
  readonly setLang: (lang: Lang) => void;
}

const Context = createContext<Language>({ lang: "zh-CN", phone: zhCn, setLang: () => undefined });

const firstLang = (): Lang => {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(storedAs);
  return asked === "en" ? "en" : "zh-CN";
};

/** Gives a page its language: what the address asks for (`?lang=en`), what was chosen last, else Chinese. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [lang, setLang] = useState(firstLang);
  useEffect(() => {
    document.documentElement.lang = lang;
    localStorage.setItem(storedAs, lang);
  }, [lang]);
  return <Context value={{ lang, phone: phoneWords[lang], setLang }}>{children}</Context>;
};

/** The words to use, and the way to another language. */
export const useWords = (): Language => useContext(Context);
