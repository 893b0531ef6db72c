import { useWords } from "../../strings/language.tsx";
import type { Told } from "../sources.ts";
import { didWords } from "./did-words.ts";
import { effectsOf } from "./told.ts";

/** What else was done, a chip each. */
export const Effects = ({ told }: { readonly told: Told }) => {
  const { phone, lang } = useWords();
  const speech = { lang, nothing: phone.answer.nothing };
  const effects = effectsOf(told);
  if (effects.length === 0) return null;
  return (
    <ul className="ph-chips" aria-label={phone.answer.effects}>
      {effects.map(({ path, did, left }) => (
        <li key={path} className={`ph-chip ph-${left}`}>
          {didWords(did, speech)} · {phone.answer.left[left]}
        </li>
      ))}
    </ul>
  );
};
