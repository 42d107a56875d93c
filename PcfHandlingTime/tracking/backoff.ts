const firstMs = 2_000;
const longestMs = 5 * 60_000;

/**
 * How long (ms) to wait after so many failures in a row: doubling from 2 s to 5 min, never less than the server asked,
 * and spread by up to half so that many clients do not come back at once.
 * @param random In [0, 1).
 */
export function backoffMs(failures: number, retryAfterMs: number | undefined, random: number): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  const spread = doubled * (0.5 + random / 2);
  return Math.max(spread, (retryAfterMs ?? 0) * (1 + random / 10));
}
