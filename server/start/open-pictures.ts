import type { Caller } from "../effects/performer.ts";
import { PICTURE_LIMITS } from "../pictures/limits.ts";
import { pictureCaller } from "../pictures/picture-caller.ts";
import type { PictureDesk } from "../pictures/picture-desk.ts";
import { createPictureDesk } from "../pictures/picture-desk.ts";
import { picturePlaces } from "../pictures/picture-places.ts";
import type { Recogniser } from "../pictures/recogniser.ts";
import { createRecogniser } from "../pictures/recogniser.ts";
import { apiAccounts } from "../wechat/api-account.ts";
import type { WechatClient } from "../wechat/client.ts";
import { makeExchange } from "../wechat/exchange.ts";
import { sentPictures } from "../wechat/sent-pictures.ts";
import type { Parts } from "./parts.ts";

export interface PictureParts {
  readonly caller: Caller;
  readonly recogniser: Recogniser;
  readonly desk: PictureDesk;
}

/** What looks at the pictures that followers send. */
export const openPictures = (
  { config, opened, log }: Pick<Parts, "config" | "opened" | "log">,
  from: {
    readonly client: Pick<WechatClient, "api">;
    readonly sandboxUrl: () => string | null;
  },
): PictureParts => {
  const { client, sandboxUrl } = from;
  const { accounts } = opened.library;
  const places = picturePlaces(config.dataFolder, accounts);
  const recogniser = createRecogniser({ log });
  const fetchPicture = sentPictures({
    account: apiAccounts({ accounts, env: config.env, sandboxUrl }),
    client,
    exchange: makeExchange(),
    maxBytes: PICTURE_LIMITS.bytes,
  });
  const caller = pictureCaller({ fetchPicture, recogniser, places });
  return { caller, recogniser, desk: createPictureDesk(recogniser, places) };
};
