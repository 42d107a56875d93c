import type { ClockPort } from "../ports";

/** The page's clocks and timers. */
export function browserClock(): ClockPort {
  return {
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    every: (ms, run) => {
      const handle = setInterval(run, ms);
      return () => clearInterval(handle);
    },
    after: (ms, run) => {
      const handle = setTimeout(run, ms);
      return () => clearTimeout(handle);
    },
  };
}
