import { signInWords } from "../strings/sign-in.ts";
import { useText } from "../strings/text.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** Nobody can sign in yet: says where the one-time link stands. */
export const SetupNeeded = () => {
  const words = useText(signInWords);
  return <SignInPage title={words.waiting} help={words.waitingHelp} />;
};
