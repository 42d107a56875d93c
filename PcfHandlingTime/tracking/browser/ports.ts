import type { JournalPort } from "../ports";
import { SafeJournal } from "../safeJournal";
import type { TrackerPorts } from "../tracker";
import { broadcastChannel } from "./channel";
import { browserClock } from "./clock";
import { IndexedDbJournal, randomDevice, type JournalOwner } from "./indexedDbJournal";
import { browserLocks, soleTabLocks } from "./locks";
import { fetchNetwork } from "./network";
import { organisation } from "./organisation";
import { browserPage } from "./page";
import type { TrackedRecord } from "./place";

/** The tracker's ports in a real page. `close` ends what they keep open; the tracker closes the journal itself. */
export async function openBrowserPorts(
  userId: string,
  record: TrackedRecord,
): Promise<TrackerPorts & { close(): void }> {
  const owner = { organisation: organisation(), userId };
  const channel = broadcastChannel(`casetime/${owner.organisation}/${userId}`);
  return {
    clock: browserClock(),
    page: browserPage(record),
    journal: new SafeJournal(await openStorage(owner), randomDevice),
    network: fetchNetwork(),
    locks: "locks" in navigator ? browserLocks(navigator.locks) : soleTabLocks(),
    channel,
    random: Math.random,
    close: () => channel.close(),
  };
}

/** A storage that does not open within so many ms is taken for one that is not there. */
const patienceMs = 5_000;

/** Undefined where the browser keeps nothing: a private window, storage forbidden by policy, or a database that hangs. */
async function openStorage(owner: JournalOwner): Promise<JournalPort | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const opening = IndexedDbJournal.open(owner, indexedDB);
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(() => {
        resolve(undefined);
        void opening.then(journal => journal.close()).catch(() => undefined);
      }, patienceMs);
    });
    return await Promise.race([opening, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
