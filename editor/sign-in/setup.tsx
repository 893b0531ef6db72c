import { useSend } from "../api/use-api.ts";
import { signInWords } from "../strings/sign-in.ts";
import { useText } from "../strings/text.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInPage } from "./sign-in-page.tsx";
import { useEnter } from "./use-enter.ts";
import { useLinkToken } from "./use-link-token.ts";

/** The first administrator, by the one-time link that the start printed. */
export const Setup = () => {
  const words = useText(signInWords);
  const setup = useSend("POST /setup");
  const enter = useEnter();
  const token = useLinkToken();
  if (token === "") return <SignInPage title={words.setupTitle} help={words.noToken} />;
  return (
    <SignInPage title={words.setupTitle} help={words.setupHelp}>
      <SignInForm
        fields={[
          { name: "name", label: words.name, help: words.nameHelp, autoComplete: "username" },
          {
            name: "password",
            label: words.newPassword,
            isSecret: true,
            autoComplete: "new-password",
          },
        ]}
        submit={words.create}
        isBusy={setup.isPending}
        error={setup.error}
        onSubmit={({ name, password }) =>
          setup.mutate(
            { body: { token, name, shownName: name, password } },
            { onSuccess: (me) => enter(me, "/") },
          )
        }
      />
    </SignInPage>
  );
};
