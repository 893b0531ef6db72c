/** Calm colours that white letters can be read on. */
const colours = ["#3f6fb5", "#2f7d5b", "#8a5a2b", "#7a4b9a", "#a3465a", "#4a6572"];

const colourOf = (name: string): string => {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return colours[sum % colours.length] ?? "#4a6572";
};

/** A square with the first character of a name; beside the name, so it says nothing itself. */
export const Avatar = ({ name }: { readonly name: string }) => (
  <span className="ph-avatar" style={{ background: colourOf(name) }} aria-hidden="true">
    {[...name][0] ?? ""}
  </span>
);
