import type { Totals, Rep } from "./totals";

/** A manual log as the form gives it. */
export interface LogDraft {
  readonly seconds: number;
  readonly start: Date;
  /** casetime_reasoncategory. */
  readonly reasonCategory: number;
  readonly reason: string;
}

/** A time log or an activity in the history. */
export interface HistoryItem {
  readonly id: string;
  readonly rep: Rep;
  readonly seconds: number;
  readonly at: Date | undefined;
  /** The log's reason category and text, or the activity's type and subject. */
  readonly kind: string;
  readonly text: string;
}

export interface History {
  readonly logs: readonly HistoryItem[];
  readonly activities: readonly HistoryItem[];
}

/** What is asked of the server beside the writes of automatic time. Failures reject with `DataError`. */
export interface DataPort {
  readTotals(caseId: string, ownOnly: boolean): Promise<Totals>;
  readHistory(caseId: string, ownOnly: boolean): Promise<History>;
  createLog(caseId: string, draft: LogDraft): Promise<void>;
  /** Whether the user may change the settings or the form: makers and admins are told that handling time is off. */
  mayConfigure(): Promise<boolean>;
  /** Whether the user may create time trackers. */
  mayLog(): boolean;
}

/** A request failed; the message is the server's sentence, shown as it is. */
export class DataError extends Error {}

/** What the widget remembers for this user in this browser. */
export interface MemoryPort {
  isCollapsed(): boolean;
  setCollapsed(collapsed: boolean): void;
}
