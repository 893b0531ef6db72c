import type { Router } from "express";
import express from "express";
import type { AccountId } from "../../engine/index.ts";
import type { FindMediaFile } from "../wechat/media-files.ts";

/** The file that the console asks to find at the root of a domain before it takes it (网页授权域名, JS接口安全域名). */
const PROOF = /^\/(MP_verify_[A-Za-z0-9]{1,64}\.txt)$/;

/**
 * Serves the console's proof of a domain, if it lies in an account's `media/`. Not made up from its name, which says all
 * that stands in it: anybody could then claim this domain for an account of theirs.
 */
export const domainProof = (from: {
  readonly accounts: () => Promise<readonly AccountId[]>;
  readonly media: FindMediaFile;
}): Router => {
  const router = express.Router();
  router.get(PROOF, async (request, response, next) => {
    const name = PROOF.exec(request.path)?.[1] ?? "";
    for (const account of await from.accounts()) {
      const file = await from.media(account, name);
      if (file === null) continue;
      response.type("text/plain").send(Buffer.from(await file.read()));
      return;
    }
    next();
  });
  return router;
};
