import type { PageListener } from "../ports";
import type { Handover } from "../recording";
import type { Tracker } from "../tracker";
import type { Watch } from "../watch";
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
  "gapLogs",
  "flush",
  "storedSoFar",
  "secondsBeyond",
]);

/** Claims the case for a widget of this page, or of `caseId` undefined for an unsaved one, which nobody counts. */
export function widgetPlace(caseId: string | undefined): {
  readonly record: TrackedRecord;
  readonly place: Place;
  /** What the one before left as this one claimed the case. */
  readonly handover: Handover;
  /** Watches until the widget has its tracker. */
  watchedBy(watch: Watch): void;
  release(): void;
} {
  const page = topWindow();
  const shown = shownRecord(page);
  const listeners = new Set<Pick<PageListener, "changed" | "tookOver">>();
  let own: Tracker | undefined;
  let watching: Watch | undefined;
  let told = (): void => undefined;
  let handover: Handover = { seamless: false, paused: false, watched: undefined };
  const claim: Claim<() => Tracker | undefined> | undefined =
    caseId === undefined
      ? undefined
      : claimCase(page, caseId, {
          kind: "widget",
          offer: () => own,
          granted: left => {
            handover = left;
            for (const listener of listeners) listener.tookOver(left);
            told();
          },
          withdrawn: () => listeners.forEach(listener => listener.changed()),
          isRunning: () => own?.status().running === true,
          isPaused: () => own?.paused ?? handover.paused,
          watched: () => (own ? own.watchedSoFar() : watching?.end()),
          told: () => told(),
        });
  return {
    handover,
    watchedBy: watch => {
      watching = watch;
    },
    record: {
      isCounted: () => (caseId === undefined ? shown.showsUnsaved() : claim?.holds === true && shown.shows(caseId)),
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
