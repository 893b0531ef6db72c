import { merchantTables } from "../pay/merchants.ts";
import { Accounts } from "./accounts.ts";
import { Conversation } from "./conversation.ts";
import { Database } from "./database.ts";
import { Desk } from "./desk.ts";
import { Followers } from "./followers.ts";
import { Ids } from "./ids.ts";
import { MediaShelf } from "./media.ts";
import { Menus } from "./menus.ts";
import { Tags } from "./tags.ts";
import { Time } from "./time.ts";
import { Windows } from "./windows.ts";

/** Everything the platform remembers that more than one API group needs. */
export interface State {
  readonly database: Database;
  readonly ids: Ids;
  readonly time: Time;
  readonly accounts: Accounts;
  readonly followers: Followers;
  readonly windows: Windows;
  readonly conversation: Conversation;
  readonly media: MediaShelf;
  readonly desk: Desk;
  readonly tags: Tags;
  readonly menus: Menus;
}

/** Opens the file (`:memory:` for none) and makes what is missing in it. */
export const openState = (options: {
  readonly file: string;
  readonly clock: () => number;
  readonly seed: string;
}): State => {
  const database = new Database(options.file);
  const ids = new Ids(database, options.seed);
  const time = new Time(database, options.clock);
  const tags = new Tags(database);
  return {
    database,
    ids,
    time,
    accounts: new Accounts(database),
    followers: new Followers(database, ids, time),
    windows: new Windows(database, time),
    conversation: new Conversation(database, time),
    media: new MediaShelf(database, ids, time),
    desk: new Desk(database, time),
    tags,
    menus: new Menus(database, tags),
  };
};

/** Empties everything but the accounts and their merchants; ids and time begin anew. */
export const resetState = ({ database, ids, time }: State): void => {
  database.empty(["accounts", ...merchantTables]);
  ids.forget();
  time.forget();
};
