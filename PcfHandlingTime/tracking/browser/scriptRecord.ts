import type { PageListener } from "../ports";
import type { TrackedRecord } from "./place";
import type { ShownRecord } from "./shownRecord";

/** The case of a tracker that lives only while it counts, as that of a form script does: it is counted while it is shown. */
export function scriptRecord(shown: ShownRecord, caseId: string): TrackedRecord {
  return {
    isCounted: () => shown.shows(caseId),
    listen: (listener: Pick<PageListener, "changed">) => shown.listen(() => listener.changed()),
  };
}
