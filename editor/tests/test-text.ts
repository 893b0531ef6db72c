import { stringify } from "yaml";

/** What the short form of a test asks for. */
export interface QuickTest {
  readonly name: string;
  /** What the follower writes, one message a step. */
  readonly sends: readonly string[];
  /** Rule of the last step; `"none"` = no rule answers, `""` = not checked. */
  readonly rule: string;
  /** What the last reply holds; `""` = not checked. */
  readonly has: string;
}

/** The test as an author would write it. */
export const quickTestText = ({ name, sends, rule, has }: QuickTest): string => {
  const expect = {
    ...(rule === "" ? {} : { rule }),
    ...(has === "" ? {} : { reply: { has } }),
  };
  const steps = sends.map((send, place) =>
    place === sends.length - 1 && Object.keys(expect).length > 0 ? { send, expect } : { send },
  );
  return stringify([{ name, steps }], { lineWidth: 0, flowCollectionPadding: false });
};
