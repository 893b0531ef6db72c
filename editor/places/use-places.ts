import { useState } from "react";
import type { AnswerOf, Problem } from "../../server/admin/contract.ts";
import { useAsk, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";

export type PlacesState = AnswerOf<"GET /accounts/:account/places">;

/** What was done, so that it can be taken back. */
interface Deed {
  readonly before: string | null;
  readonly after: string;
}
interface Places {
  /** Saves the file in the draft; resolves with the mistakes that kept it from being saved, none if it was. */
  readonly save: (
    state: PlacesState,
    text: string,
    concerns: (problem: Problem) => boolean,
  ) => Promise<readonly Problem[]>;
  /** `null`: nothing can be taken back. */
  readonly undo: ((state: PlacesState) => Promise<void>) | null;
  readonly isSaving: boolean;
}

/** Saves places in the draft, with what the compiler has to say first, and takes it back. Throws `ApiProblem`. */
export const usePlaces = (state: PlacesState | undefined): Places => {
  const { account } = useAccountParams();
  const check = useAsk("POST /accounts/:account/places-check");
  const put = useSend("PUT /accounts/:account/files/:file");
  const drop = useSend("DELETE /accounts/:account/files/:file");
  const [deeds, setDeeds] = useState<readonly Deed[]>([]);
  const last = deeds.at(-1);
  const write = ({ file, revision }: PlacesState, text: string) =>
    put.mutateAsync({ params: { account, file }, body: { text, revision } });
  const save: Places["save"] = async (from, text, concerns) => {
    const { problems } = await check.mutateAsync({ params: { account }, body: { text } });
    const wrong = problems.filter((one) => one.diagnostic.severity === "error" && concerns(one));
    if (wrong.length > 0) return wrong;
    await write(from, text);
    setDeeds([...deeds, { before: from.text, after: text }]);
    return [];
  };
  const undo = async (from: PlacesState): Promise<void> => {
    if (last === undefined) return;
    const { file, revision } = from;
    if (last.before === null)
      await drop.mutateAsync({ params: { account, file }, query: { revision } });
    else await write(from, last.before);
    setDeeds(deeds.slice(0, -1));
  };
  // What somebody else changed since is not undone with it.
  const canUndo = last !== undefined && state?.text === last.after;
  const isSaving = check.isPending || put.isPending || drop.isPending;
  return { save, undo: canUndo ? undo : null, isSaving };
};
