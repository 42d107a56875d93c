import { Refusal } from "../shared/webApi";
import type { Window } from "./queries";

/** How full a window is meant to be, with room for a busier day. */
const targetFill = 0.85;

/** Shorter windows (ms) are not tried: what is too much for a second cannot be summed. */
const shortest = 1000;

/** Windows that are read at the same time, so that the server need not wait while an answer travels. */
const atOnce = 2;

interface Options {
  readonly signal: AbortSignal;
  /** Told how far it has come, 0 to 1. */
  progress(fraction: number): void;
}

/**
 * Reads a span window by window. It begins with all of it; where the server says that this is too much, with a quarter. Once a window
 * was read, the next ones are as long as its fill suggests.
 *
 *     |------------------------| too much
 *     |-----| too much
 *     |-|ok |-----|ok |-----|ok |----|ok
 *
 * @param read Reads one window, wholly or not at all, and returns how much of what one request takes it filled; 1: all.
 * @throws Refusal, or the signal's reason; nothing is read any more by then.
 */
export async function readWindows(
  whole: Window,
  read: (window: Window) => Promise<number>,
  { signal, progress }: Options,
): Promise<void> {
  let length = whole.to - whole.from;
  let covered = 0;

  /** Reads as much of a span as one request takes, from its beginning. @returns Where that ends. */
  const advance = async (span: Window): Promise<number> => {
    for (;;) {
      signal.throwIfAborted();
      const window = { from: span.from, to: Math.min(span.from + length, span.to) };
      const tried = window.to - window.from;
      try {
        const fill = await read(window);
        // What is left of a span may be short: that alone makes the next windows no shorter.
        const most = Math.max(tried * 4, length);
        length = wholeSeconds(fill > 0 ? Math.min((tried * targetFill) / fill, most) : most);
        covered += tried;
        progress(covered / (whole.to - whole.from));
        return window.to;
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== "tooMany" || tried <= shortest) throw error;
        length = wholeSeconds(tried / 4);
      }
    }
  };

  // Alone, since nobody knows yet how many rows there are.
  let next = await advance(whole);
  let hasFailed = false;
  const reader = async (): Promise<void> => {
    try {
      while (next < whole.to && !hasFailed) {
        const span = { from: next, to: Math.min(next + length, whole.to) };
        next = span.to;
        for (let from = span.from; from < span.to && !hasFailed;) from = await advance({ from, to: span.to });
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, reader));
  const failed = ends.find(end => end.status === "rejected");
  if (failed) throw failed.reason;
}

/** Dataverse keeps no parts of seconds, so no window may end within one. */
function wholeSeconds(ms: number): number {
  return Math.max(shortest, Math.round(ms / 1000) * 1000);
}
