import { useWords } from "../../strings/language.tsx";
import type { Told } from "../sources.ts";
import { effectsOf } from "./told.ts";

const words = (did: unknown): string => {
  if (typeof did === "string") return did;
  if (typeof did !== "object" || did === null) return String(did);
  return Object.entries(did)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
};

/** What else was done, a chip each. */
export const Effects = ({ told }: { readonly told: Told }) => {
  const { phone } = useWords();
  const effects = effectsOf(told);
  if (effects.length === 0) return null;
  return (
    <ul className="ph-chips" aria-label={phone.answer.effects}>
      {effects.map(({ path, did, left }) => (
        <li key={path} className={`ph-chip ph-${left}`}>
          {words(did)} · {phone.answer.left[left]}
        </li>
      ))}
    </ul>
  );
};
