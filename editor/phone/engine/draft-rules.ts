import {
  compileRules,
  makeRegistry,
  pluginAction,
  pluginFact,
  withBuiltIn,
} from "../../../engine/index.ts";
import type { AnswerOf } from "../../../server/admin/contract.ts";
import type { Spot } from "../lines.ts";
import type { Channel, PhoneAccount, Picture } from "../transport.ts";
import type { MediaAddress } from "./content-of.ts";

/** The checked rules of a draft and its plugins, as the editor's API gives them. */
export type DraftRules = AnswerOf<"GET /accounts/:account/ruleset">;

/** What the account has, beside its rules. */
export interface Surroundings {
  readonly account: PhoneAccount;
  readonly places: readonly Spot[];
  readonly channels: readonly Channel[];
  readonly pictures: readonly Picture[];
}
/** Compiles a draft as the server does. */
export const compileDraft = ({ ruleSet, plugins }: DraftRules) => {
  const actions = plugins.flatMap((data) => (data.kind === "action" ? [pluginAction(data)] : []));
  const facts = plugins.flatMap((data) => (data.kind === "fact" ? [pluginFact(data)] : []));
  const all = withBuiltIn({ triggers: [], operators: [], actions, facts });
  return compileRules(ruleSet, makeRegistry(all));
};

/** What a draft says of its account. */
export const surroundingsOf = ({ ruleSet }: DraftRules, addressOf: MediaAddress): Surroundings => {
  const { id, name, kind, verified, places, channels, pictures } = ruleSet.account;
  return {
    account: { id, name, kind, verified },
    places: places.map((place) => ({ label: place.name, lat: place.lat, lng: place.lng })),
    channels: channels
      .filter((channel) => !channel.id.endsWith("*"))
      .map((channel) => ({ scene: channel.id, url: channel.id, expiresAtMs: null })),
    pictures: pictures.map((picture) => ({
      id: picture.id,
      name: picture.name,
      src: addressOf({ file: picture.file }),
    })),
  };
};
