import type { TrackerPorts } from "../tracker";
import { widgetPlace, type Place } from "./place";
import { openBrowserPorts } from "./ports";

/** The ports of one widget in a real page, with its place among all that count the case there. */
export async function openWidgetPorts(
  userId: string,
  caseId: string | undefined,
): Promise<TrackerPorts & { readonly place: Place; close(): void }> {
  const { record, place, release } = widgetPlace(caseId);
  const ports = await openBrowserPorts(userId, record);
  return {
    ...ports,
    place,
    close: () => {
      release();
      ports.close();
    },
  };
}
