import type { FormEvent } from "react";
import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { Avatar } from "../chat/avatar.tsx";
import { currentPerson } from "../phone-state.ts";
import type { Person } from "../transport.ts";
import { usePhone, usePhoneState } from "../use-phone.ts";

const PersonButton = ({ person }: { readonly person: Person }) => {
  const { phone: words } = useWords();
  const { choose } = usePhone();
  const { current, unread } = usePhoneState();
  const { openid, name, isFollowing } = person;
  const shownName = name === "" ? words.desk.nameless : name;
  const count = unread.get(openid) ?? 0;
  return (
    <button
      type="button"
      className="ph-person"
      aria-pressed={openid === current}
      onClick={() => choose(openid)}
    >
      <Avatar name={shownName} />
      <span className="ph-person-words">
        <b>{shownName}</b>
        <small>{isFollowing ? words.desk.following : words.desk.notFollowing}</small>
      </span>
      {count > 0 && (
        <span className="ph-unread">
          <span aria-hidden="true">{count}</span>
          <span className="ph-visually-hidden">{words.desk.unread(count)}</span>
        </span>
      )}
    </button>
  );
};

const NewPerson = () => {
  const { phone: words } = useWords();
  const { addPerson } = usePhone();
  const [name, setName] = useState("");
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return;
    void addPerson(name.trim());
    setName("");
  };
  return (
    <form className="ph-row" onSubmit={onSubmit}>
      <input
        aria-label={words.desk.newPerson}
        placeholder={words.desk.newPerson}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className="ph-small-button">
        {words.desk.add}
      </button>
    </form>
  );
};

/** Whose phone it is; several followers live at once. */
export const People = () => {
  const { phone: words } = useWords();
  const { act } = usePhone();
  const state = usePhoneState();
  const person = currentPerson(state);
  return (
    <section className="ph-desk-part">
      <h3>{words.desk.person}</h3>
      <ul className="ph-people">
        {state.people.map((one) => (
          <li key={one.openid}>
            <PersonButton person={one} />
          </li>
        ))}
      </ul>
      <NewPerson />
      {person !== null && (
        <button
          type="button"
          className="ph-small-button"
          onClick={() => act({ kind: person.isFollowing ? "leave" : "follow" })}
        >
          {person.isFollowing ? words.desk.leave : words.desk.follow}
        </button>
      )}
    </section>
  );
};
