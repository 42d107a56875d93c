import { openBrowserPorts } from "../tracking/browser/ports";
import { CaseTracker } from "../tracking/caseTracker";
import type { Tracking } from "./trackedCase";

/** What counts and brings the time to the server: a web resource of its own, loaded only where a case has no widget. */
export const tracking: Tracking = {
  openPorts: openBrowserPorts,
  newTracker: (identity, ports, listener) => new CaseTracker(identity, ports, listener),
};
