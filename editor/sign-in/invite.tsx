import { useSend } from "../api/use-api.ts";
import { signInWords } from "../strings/sign-in.ts";
import { useText } from "../strings/text.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInPage } from "./sign-in-page.tsx";
import { useEnter } from "./use-enter.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Sets a password by an invitation's link. */
export const Invite = () => {
  const words = useText(signInWords);
  const invite = useSend("POST /invite");
  const enter = useEnter();
  const token = useLinkToken();
  return (
    <SignInPage title={words.inviteTitle} help={words.inviteHelp}>
      <SignInForm
        fields={[
          {
            name: "password",
            label: words.newPassword,
            isSecret: true,
            autoComplete: "new-password",
          },
        ]}
        submit={words.create}
        isBusy={invite.isPending}
        error={invite.error}
        onSubmit={({ password }) =>
          invite.mutate({ body: { token, password } }, { onSuccess: (me) => enter(me, "/") })
        }
      />
    </SignInPage>
  );
};
