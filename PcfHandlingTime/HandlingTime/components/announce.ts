import * as React from "react";

/** A screen reader hears of changes that nobody asked for no more often than this (ms). */
const spacingMs = 60_000;

/**
 * What the one live region of the widget says: the latest text, but never two within a minute. A text that passes before
 * its turn comes is never said; falling silent needs no turn.
 */
export function useAnnouncement(text: string): string {
  const [said, setSaid] = React.useState("");
  const saidAt = React.useRef(-Infinity);
  React.useEffect(() => {
    if (text === said) return;
    if (text === "") return setSaid("");
    const say = () => {
      saidAt.current = performance.now();
      setSaid(text);
    };
    const wait = saidAt.current + spacingMs - performance.now();
    if (wait <= 0) return say();
    const timer = setTimeout(say, wait);
    return () => clearTimeout(timer);
  }, [text, said]);
  return said;
}
