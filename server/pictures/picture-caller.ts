import type { Json } from "../../engine/index.ts";
import type { Caller, Performed } from "../effects/performer.ts";
import type { FetchSentPicture, SentPicture } from "../wechat/sent-pictures.ts";
import { PictureError } from "./codes.ts";
import type { PicturePlaces } from "./places.ts";
import type { Recogniser } from "./recogniser.ts";

export interface PictureCallerParts {
  readonly fetchPicture: FetchSentPicture;
  readonly recogniser: Pick<Recogniser, "compare">;
  readonly places: (account: string) => Promise<PicturePlaces>;
}

const never = (code: string): Performed => ({ kind: "never", code });
const isSent = (args: Json): args is Json & SentPicture =>
  typeof (args as Partial<SentPicture> | null)?.mediaId === "string" &&
  typeof (args as Partial<SentPicture>).url === "string";

/** Fetches the photo that a follower sent and tells what it shows of the account's pictures. */
export const pictureCaller = ({
  fetchPicture,
  recogniser,
  places,
}: PictureCallerParts): Caller => ({
  kind: "picture",
  answer: async ({ args }, { account, signal }) => {
    if (!isSent(args)) return never("picture-no-file");
    const fetched = await fetchPicture(account, args, signal);
    if (!fetched.ok) return never(fetched.code);
    try {
      const sight = await recogniser.compare(await places(account), fetched.bytes);
      return { kind: "done", value: sight as unknown as Json };
    } catch (error) {
      if (error instanceof PictureError) return never(error.code);
      throw error;
    }
  },
});
