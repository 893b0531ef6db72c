/** Strokes on a field of 24 by 24. */
const strokes = {
  back: "M15 4 7 12l8 8",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M8 14.5h8",
  menu: "M4 7h16M4 12h16M4 17h16",
  voice: "M8 15.5a5 5 0 0 0 0-7M11 18a9 9 0 0 0 0-12M14 20.5a13 13 0 0 0 0-17M5.5 13a2 2 0 0 0 0-2",
  plus: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8v8M8 12h8",
  picture: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 6M16 9h.01",
  camera: "M4 7h4l2-2h4l2 2h4v12H4zM12 10a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  video: "M3 6h12v12H3zM15 10l6-3v10l-6-3",
  place:
    "M12 21s7-6.5 7-11a7 7 0 0 0-14 0c0 4.500 7 11 7 11M12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M3 12h18",
  play: "M8 5v14l11-7z",
  sound: "M7 9.500a4 4 0 0 1 0 5M10.500 7a8 8 0 0 1 0 10M14 4.500a12 12 0 0 1 0 15",
  chevron: "M9 5l7 7-7 7",
  add: "M12 5v14M5 12h14",
  minus: "M5 12h14",
} as const;

/** Names of the drawings. */
export type IconName = keyof typeof strokes;

/** A drawing beside words; nothing for those who listen. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    className={`ph-icon ph-icon-${name}`}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    <path d={strokes[name]} />
  </svg>
);
