import type { IntervalSet } from "./intervals";
import type { JournalKey } from "./journal";
import type { NetworkRequest } from "./ports";
import { encodeTimeline } from "./timeline";
import { automaticRowId } from "./uuid5";

/** Who writes: the rep and the browser profile. */
export interface Writer {
  readonly userId: string;
  readonly device: string;
}

/** casetime_timecategory: Automatic. */
const automaticCategory = 735500001;

/** The fixed id of the one settings row. */
const settingsId = "73550000-0000-4000-8000-000000000001";

/**
 * Body of all keepalive requests of a page together, in bytes: the browser's limit is 64 KB, and other parts of the
 * page may want some of it. Everything sent is ASCII, so characters are bytes.
 */
export const keepaliveBytes = 60_000;

/** Adds seconds to the Automatic row of a case and work date, creating it where it is not there. */
export function timelineRequest(
  writer: Writer,
  key: JournalKey,
  seconds: IntervalSet,
  keepalive = false,
): NetworkRequest {
  const id = automaticRowId(key.caseId, writer.userId, key.workDate, writer.device);
  return {
    method: "PATCH",
    path: `casetime_timetrackers(${id})?$select=casetime_timeline,casetime_durationseconds`,
    body: JSON.stringify({
      casetime_category: automaticCategory,
      "casetime_regardingcase@odata.bind": `/incidents(${key.caseId})`,
      casetime_workdate: key.workDate,
      casetime_device: writer.device,
      casetime_timeline: encodeTimeline(key.workDate, seconds),
    }),
    keepalive,
  };
}

/** As many of the seconds, from the earliest on, as a request of at most that many bytes can carry. */
export function fitting(writer: Writer, key: JournalKey, seconds: IntervalSet, bytes: number): IntervalSet {
  const length = (count: number) => timelineRequest(writer, key, seconds.slice(0, count)).body?.length ?? 0;
  if (length(seconds.length) <= bytes) return seconds;
  let [fits, tooMany] = [0, seconds.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (length(middle) <= bytes) fits = middle;
    else tooMany = middle;
  }
  return seconds.slice(0, fits);
}

/** Asks for the settings; its answer also tells the server's time. */
export function settingsRequest(): NetworkRequest {
  return {
    method: "GET",
    path: `casetime_settings(${settingsId})?$select=casetime_enabled,casetime_updateinterval,casetime_idleminutes`,
  };
}

/** Asks for settings, state and seconds of a case, all in one; its answer also tells the server's time. */
export function handlingTimeRequest(caseId: string, ownOnly: boolean): NetworkRequest {
  const name = "Microsoft.Dynamics.CRM.casetime_GetHandlingTime";
  return { method: "GET", path: `incidents(${caseId})/${name}(OwnOnly=@own)?@own=${ownOnly}` };
}
