import { App } from "antd";
import { useMemo } from "react";
import { saysOf } from "../api/problem.ts";
import { useSay } from "../strings/text.ts";

interface Notice {
  readonly done: (text: string) => void;
  /** What went wrong, in the language of the page. */
  readonly failed: (error: unknown) => void;
}

/** Short notices above the page; read out as well. */
export const useNotice = (): Notice => {
  const { message } = App.useApp();
  const say = useSay();
  return useMemo(
    () => ({
      done: (text) => void message.success(text),
      failed: (error) => void message.error(say(saysOf(error)), 6),
    }),
    [message, say],
  );
};
