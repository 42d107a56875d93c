import type { JournalPort } from "../ports";
import { SafeJournal } from "../safeJournal";
import type { TrackerPorts } from "../tracker";
import { browserClock } from "./clock";
import { IndexedDbJournal, randomDevice, type JournalOwner } from "./indexedDbJournal";
import { broadcastChannel, browserLocks, soleTabLocks } from "./locks";
import { fetchNetwork } from "./network";
import { organisation } from "./organisation";
import { browserPage } from "./page";

/** The tracker's ports in a real page. `close` ends what they keep open; the tracker closes the journal itself. */
export async function openBrowserPorts(
  userId: string,
  showsRecord: () => boolean,
): Promise<TrackerPorts & { close(): void }> {
  const owner = { organisation: organisation(), userId };
  const channel = broadcastChannel(`casetime/${owner.organisation}/${userId}`);
  return {
    clock: browserClock(),
    page: browserPage(showsRecord),
    journal: new SafeJournal(await openStorage(owner), randomDevice),
    network: fetchNetwork(),
    locks: "locks" in navigator ? browserLocks(navigator.locks) : soleTabLocks(),
    channel,
    random: Math.random,
    close: () => channel.close(),
  };
}

/** Undefined where the browser keeps nothing: a private window, or storage forbidden by policy. */
async function openStorage(owner: JournalOwner): Promise<JournalPort | undefined> {
  try {
    return await IndexedDbJournal.open(owner, indexedDB);
  } catch {
    return undefined;
  }
}
