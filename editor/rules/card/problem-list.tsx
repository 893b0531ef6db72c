import type { CardProblem } from "./card-context.ts";

/** Sentences of what is wrong, with a mark beside the colour. */
export const ProblemList = ({ problems }: { readonly problems: readonly CardProblem[] }) => {
  if (problems.length === 0) return null;
  return (
    <ul className="card-problems">
      {problems.map(({ path, severity, says }) => (
        <li key={`${path} ${says}`} className={severity}>
          <span aria-hidden="true">{severity === "error" ? "✗ " : "⚠ "}</span>
          {says}
        </li>
      ))}
    </ul>
  );
};
