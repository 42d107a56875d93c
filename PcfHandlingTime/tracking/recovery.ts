import { adopt, recoveredSeconds, type JournalEntry } from "./journal";
import type { JournalPort, LockPort } from "./ports";

export interface Found {
  readonly entries: readonly JournalEntry[];
  /** Seconds of earlier visits that the server had not been given. */
  readonly recovered: number;
}

/** Server time may have been moved back by this much (s) since a second was counted; further ahead nothing can lie. */
const futureSeconds = 3_600;

/**
 * Looks through the journal at a start: uncertain seconds of trackers that died become pending.
 * @param now Server instant, ms; undefined while it is not known.
 * @param lockPrefix Begins the names of the locks that living trackers hold; the instance follows.
 */
export async function adoptOrphans(
  journal: JournalPort,
  locks: LockPort,
  lockPrefix: string,
  instance: string,
  now: number | undefined,
): Promise<Found> {
  if (now !== undefined) await journal.sweep(Math.ceil(now / 1000) + futureSeconds);
  const held = [...(await locks.held())].filter(name => name.startsWith(lockPrefix));
  const living = new Set([...held.map(name => name.slice(lockPrefix.length)), instance]);
  const uncertain = (await journal.read()).filter(entry => Object.keys(entry.provisional).length > 0);
  await journal.change(uncertain.map(key => ({ key, apply: entry => adopt(entry, living) })));
  const entries = await journal.read();
  const handedOver = await journal.takeHandedOver();
  // While another tab lives, what is pending may be its own and is nothing to speak of.
  return { entries, recovered: living.size === 1 ? recoveredSeconds(entries, handedOver) : 0 };
}
