import { Alert, Button } from "antd";
import { saysOf } from "../api/problem.ts";
import { shellWords } from "../strings/shell.ts";
import { useSay, useText } from "../strings/text.ts";

/** Says why something is not shown, and tries again. */
export const LoadFailed = ({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}) => {
  const words = useText(shellWords);
  const say = useSay();
  return (
    <Alert
      type="error"
      showIcon
      title={words.failed}
      description={say(saysOf(error))}
      action={<Button onClick={onRetry}>{words.retry}</Button>}
    />
  );
};
