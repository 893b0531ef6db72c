import { create } from "zustand";

/** What the docked phone runs: the draft, what is published (on the local WeChat, where the account is there), or a version. */
export type DockOf = "draft" | "published" | `${number}`;

interface Dock {
  readonly isOpen: boolean;
  readonly of: DockOf;
  /** A message that another page asks the phone to send, `null` for none. */
  readonly asked: string | null;
  readonly toggle: () => void;
  readonly close: () => void;
  readonly show: (of: DockOf) => void;
  /** Opens the phone on the draft with a message. */
  readonly replay: (text: string) => void;
  readonly taken: () => void;
}

const storedAs = "yingda-phone";
const remember = (isOpen: boolean): { readonly isOpen: boolean } => {
  localStorage.setItem(storedAs, isOpen ? "open" : "closed");
  return { isOpen };
};

/** Whether the phone stands at the right of the page, and what it runs. */
export const useDock = create<Dock>()((set) => ({
  // On a small screen it would cover the page.
  isOpen: localStorage.getItem(storedAs) === "open" && innerWidth >= 960,
  of: "draft",
  asked: null,
  toggle: () => set(({ isOpen }) => remember(!isOpen)),
  close: () => set(remember(false)),
  show: (of) => set({ of }),
  replay: (asked) => set({ ...remember(true), of: "draft", asked }),
  taken: () => set({ asked: null }),
}));
