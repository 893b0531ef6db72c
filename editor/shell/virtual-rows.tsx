import type { ReactNode, RefObject } from "react";
import { useEffect, useRef, useState } from "react";

/** Rows kept ready above and below what is seen. */
const SPARE = 8;

interface Seen {
  readonly top: number;
  readonly height: number;
}

const useSeen = (scroller: RefObject<HTMLElement | null>): Seen => {
  const [seen, setSeen] = useState<Seen>({ top: 0, height: 800 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void =>
      setSeen({ top: element.scrollTop, height: Math.max(element.clientHeight, 200) });
    look();
    element.addEventListener("scroll", look, { passive: true });
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      watcher.disconnect();
    };
  }, [scroller]);
  return seen;
};

/** Stands for the rows that are not drawn. */
const Gap = ({ px }: { readonly px: number }) =>
  px > 0 && (
    <tr className="gap">
      <td style={{ height: px }} />
    </tr>
  );

/** A long table that draws only the rows that are seen; each is `rowPx` high. `draw` gives a `tr`. */
export const VirtualRows = <T,>({
  rows,
  rowPx,
  label,
  head,
  draw,
}: {
  readonly rows: readonly T[];
  readonly rowPx: number;
  readonly label: string;
  readonly head: ReactNode;
  /** `rowIndex` counts from 1, the head included, as ARIA does. */
  readonly draw: (row: T, rowIndex: number) => ReactNode;
}) => {
  const scroller = useRef<HTMLElement>(null);
  const { top, height } = useSeen(scroller);
  const first = Math.max(0, Math.floor(top / rowPx) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + height) / rowPx) + SPARE);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className="virtual" ref={scroller} tabIndex={0} aria-label={label}>
      <table aria-rowcount={rows.length + 1} aria-label={label}>
        <thead>{head}</thead>
        <tbody>
          <Gap px={first * rowPx} />
          {rows.slice(first, last).map((row, offset) => draw(row, first + offset + 2))}
          <Gap px={(rows.length - last) * rowPx} />
        </tbody>
      </table>
    </section>
  );
};
