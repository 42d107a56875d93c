import type { PageListener } from "../ports";
import type { Tracker } from "../tracker";
import { claimCase, type Claim } from "./onePerPage";
import { shownRecord } from "./shownRecord";
import { topWindow } from "./topWindow";

/** What the page knows of the record that is tracked: shown or not, by this tracker or another of the page. */
export interface TrackedRecord {
  /** The page shows the record, and nobody else on the page counts it. */
  isCounted(): boolean;
  /** Hears when that may have changed. */
  listen(listener: Pick<PageListener, "changed" | "tookOver">): () => void;
}

/** One widget's place among all that count the time of its case in this page. */
export interface Place {
  /**
   * The tracker as this widget may use it: what it shows and what its buttons do is that of the one that counts.
   * @param told The status may have changed.
   */
  share(own: Tracker, told: () => void): Tracker;
  /** Tells the other widgets of the page that the status may have changed. */
  tell(): void;
}

/** What all widgets of one case show and command together; the rest each tracker does for itself. */
const shared: ReadonlySet<PropertyKey> = new Set<keyof Tracker>([
  "status",
  "pause",
  "resume",
  "keepGap",
  "discardGap",
  "takeGap",
  "restoreGap",
  "flush",
  "storedSoFar",
  "secondsBeyond",
]);

/** Claims the case for a widget of this page, or of `caseId` undefined for an unsaved one, which nobody counts. */
export function widgetPlace(caseId: string | undefined): { record: TrackedRecord; place: Place } & { release(): void } {
  const page = topWindow();
  const shown = shownRecord(page);
  const listeners = new Set<Pick<PageListener, "changed" | "tookOver">>();
  let own: Tracker | undefined;
  let told = (): void => undefined;
  /** The rep paused the one that counts: whoever takes over stays paused. */
  let paused = false;
  const claim: Claim<() => Tracker | undefined> | undefined =
    caseId === undefined
      ? undefined
      : claimCase(page, caseId, {
          kind: "widget",
          offer: () => own,
          granted: seamless => {
            if (paused) own?.pause();
            for (const listener of listeners) {
              if (seamless) listener.tookOver();
              else listener.changed();
            }
            told();
          },
          withdrawn: () => listeners.forEach(listener => listener.changed()),
          isRunning: () => own?.status().running === true,
          told: () => {
            paused = claim?.holder()?.()?.status().reason === "paused";
            told();
          },
        });
  return {
    record: {
      isCounted: () => claim?.holds === true && caseId !== undefined && shown.shows(caseId),
      listen: listener => {
        listeners.add(listener);
        const release = shown.listen(() => listener.changed());
        return () => {
          listeners.delete(listener);
          release();
        };
      },
    },
    place: {
      share: (tracker, heard) => {
        own = tracker;
        told = heard;
        return new Proxy(tracker, {
          get: (target, name) => {
            const source = (shared.has(name) ? claim?.holder()?.() : undefined) ?? target;
            const member = source[name as keyof Tracker] as unknown;
            return typeof member === "function" ? (member.bind(source) as unknown) : member;
          },
        });
      },
      tell: () => claim?.tell(),
    },
    release: () => claim?.release(),
  };
}
