import { Spin } from "antd";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";

/** Something is on its way. */
export const Waiting = () => {
  const words = useText(shellWords);
  return (
    <div className="waiting" role="status">
      <Spin />
      <span className="visually-hidden">{words.loading}</span>
    </div>
  );
};
