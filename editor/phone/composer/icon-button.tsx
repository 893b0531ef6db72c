import type { IconName } from "../icon.tsx";
import { Icon } from "../icon.tsx";

/** A button that shows a drawing; its name is read out. */
export const IconButton = ({
  icon,
  label,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}) => (
  <button
    type="button"
    className="ph-icon-button"
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    <Icon name={icon} />
  </button>
);
