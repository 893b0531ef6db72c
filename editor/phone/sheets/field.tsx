import { useId } from "react";

/** A line to fill in, with its name above it. */
export const Field = ({
  label,
  value,
  onChange,
  type = "text",
  isDisabled = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "number" | "url";
  readonly isDisabled?: boolean;
}) => {
  const id = useId();
  return (
    <div className="ph-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        step={type === "number" ? "any" : undefined}
        value={value}
        disabled={isDisabled}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
};
