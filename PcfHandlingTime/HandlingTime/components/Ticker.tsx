import * as React from "react";
import { formatTicker } from "../model/duration";
import type { Session } from "../model/session";
import type { Wording } from "./shared";
import * as styles from "./styles";

/** How often (ms) the ticker is drawn; the time itself is never counted by this. */
const repaintMs = 1_000;

interface TickerProps {
  readonly session: Session;
  readonly running: boolean;
  readonly wording: Wording;
}

/**
 * Hours, minutes and seconds of the signed-in rep. A timer is silent for screen readers unless asked.
 * React draws it once; each second changes one text and nothing around it is laid out anew.
 */
export function Ticker({ session, running, wording }: TickerProps): React.ReactElement {
  const figure = React.useRef<HTMLSpanElement>(null);
  React.useEffect(() => {
    const draw = () => figure.current && write(figure.current, session.ownSeconds());
    const release = session.subscribe(draw);
    const stop = running ? everySecondSeen(draw) : undefined;
    draw();
    return () => {
      release();
      stop?.();
    };
  }, [session, running]);
  return (
    <span style={styles.row}>
      {/* Browsers lay out no child of a flexible row apart from the row, and so from the page: the box lies one deeper. */}
      <span>
        <span ref={figure} role="timer" aria-live="off" data-testid="ht-ticker" style={styles.ticker} />
      </span>
      <span style={styles.quiet}>{wording.text(running ? "State_Running" : "State_Stopped")}</span>
    </span>
  );
}

function write(figure: HTMLElement, seconds: number): void {
  const told = formatTicker(seconds);
  figure.dataset.seconds = String(seconds);
  if (figure.textContent === told) return;
  if (figure.firstChild) figure.firstChild.nodeValue = told;
  else figure.append(told);
  // A box of fixed size is laid out on its own; colons are narrower than the digits that `ch` measures.
  const width = `${told.length}ch`;
  if (figure.style.width !== width) figure.style.width = width;
}

/** Runs each second while the page can be seen. */
function everySecondSeen(run: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const follow = () => {
    clearInterval(timer);
    timer = undefined;
    if (document.visibilityState === "hidden") return;
    run();
    timer = setInterval(run, repaintMs);
  };
  const listening = new AbortController();
  document.addEventListener("visibilitychange", follow, { signal: listening.signal });
  follow();
  return () => {
    listening.abort();
    clearInterval(timer);
  };
}
