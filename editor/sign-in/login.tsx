import { useSend } from "../api/use-api.ts";
import { signInWords } from "../strings/sign-in.ts";
import { useText } from "../strings/text.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInPage } from "./sign-in-page.tsx";
import { useEnter } from "./use-enter.ts";

/** Name and password; the page that was asked for opens behind it. */
export const Login = () => {
  const words = useText(signInWords);
  const login = useSend("POST /login");
  const enter = useEnter();
  return (
    <SignInPage title={words.title}>
      <SignInForm
        fields={[
          { name: "name", label: words.name, autoComplete: "username" },
          {
            name: "password",
            label: words.password,
            isSecret: true,
            autoComplete: "current-password",
          },
        ]}
        submit={words.submit}
        isBusy={login.isPending}
        error={login.error}
        onSubmit={(body) => login.mutate({ body }, { onSuccess: (me) => enter(me) })}
      />
    </SignInPage>
  );
};
