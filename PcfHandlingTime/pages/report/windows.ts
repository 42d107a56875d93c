import { Refusal } from "../shared/webApi";
import type { Window } from "./queries";

/** Rows that a window is meant to hold: near enough to the platform's limit of 50,000, with room for a busier day. */
const targetRows = 35_000;

/** Shorter windows (ms) are not tried: what is too much for a second cannot be summed. */
const shortest = 1000;

interface Options {
  /** No window is longer (ms). */
  readonly longest: number;
  readonly signal: AbortSignal;
  /** Told how far it has come, 0 to 1. */
  progress(fraction: number): void;
}

/**
 * Reads a span window by window. It begins with all of it; where the server says that this is too much, with half, and from then on
 * with as much as the rows of the last window suggest.
 *
 *     |------------------------| too much
 *     |-----------| too much
 *     |-----|ok |-------|ok |-----|ok |----|ok
 *
 * @param read Reads one window and returns how many rows it held.
 * @throws Refusal, or the signal's reason.
 */
export async function readWindows(
  whole: Window,
  read: (window: Window) => Promise<number>,
  options: Options,
): Promise<void> {
  const { longest, signal, progress } = options;
  let length = Math.min(longest, whole.to - whole.from);
  let from = whole.from;
  while (from < whole.to) {
    signal.throwIfAborted();
    const to = Math.min(from + length, whole.to);
    try {
      const rows = await read({ from, to });
      const growth = rows > 0 ? Math.min(Math.max(targetRows / rows, 0.5), 4) : 4;
      length = Math.max(shortest, Math.min(longest, wholeSeconds((to - from) * growth)));
      from = to;
      progress((from - whole.from) / (whole.to - whole.from));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "tooMany" || to - from <= shortest) throw error;
      length = Math.max(shortest, wholeSeconds((to - from) / 2));
    }
  }
}

/** Dataverse keeps no parts of seconds, so no window may end within one. */
function wholeSeconds(ms: number): number {
  return Math.round(ms / 1000) * 1000;
}
