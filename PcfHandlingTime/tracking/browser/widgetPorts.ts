import type { Watched } from "../recording";
import type { TrackerPorts } from "../tracker";
import { Watch } from "../watch";
import { browserClock } from "./clock";
import { browserPage } from "./page";
import { widgetPlace, type Place } from "./place";
import { openBrowserPorts } from "./ports";

/** The ports of one widget in a real page, with its place among all that count the case there. */
export async function openWidgetPorts(
  userId: string,
  caseId: string | undefined,
): Promise<TrackerPorts & { readonly place: Place; watched(): Watched; close(): void }> {
  const { record, place, handover, watchedBy, release } = widgetPlace(caseId);
  // Opening the storage may take its time, which the rep may spend on the case.
  const watch = new Watch(browserClock(), browserPage(record), handover);
  watchedBy(watch);
  const ports = await openBrowserPorts(userId, record);
  return {
    ...ports,
    place,
    watched: () => watch.end(),
    close: () => {
      release();
      watch.end();
      ports.close();
    },
  };
}
