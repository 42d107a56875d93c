import type { Rep } from "./totals";

/** A manual log as the form gives it. */
export interface LogDraft {
  readonly seconds: number;
  /** Undefined leaves it to the server: the log ends now, or keeps its start. */
  readonly start: Date | undefined;
  /** casetime_reasoncategory; undefined where the log has none. */
  readonly reasonCategory: number | undefined;
  readonly reason: string;
}

/** A correction to a rep's automatic time. */
export interface Correction {
  readonly rep: Rep;
  /** Up or down. */
  readonly seconds: number;
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

export interface LogItem extends HistoryItem {
  readonly reasonCategory: number | undefined;
  /** Changes with every change of the row: the row's ETag. */
  readonly version: string;
}

export interface ActivityItem extends HistoryItem {
  /** Logical name of the activity's own table. */
  readonly table: string;
}

/** One row of a rep's automatic time. */
export interface AutomaticRow {
  readonly caseId: string;
  readonly caseName: string;
  /** UTC date, `yyyy-mm-dd`. */
  readonly workDate: string;
  /** casetime_timeline, and what of it another row of the rep had claimed first: empty for nothing. */
  readonly timeline: string;
  readonly overlap: string;
}

/** Which entries are read: the first ones of a case, or those that follow a page. */
export type PageRequest = (
  | {
      readonly caseId: string;
      /** The one rep whose entries are read; undefined for everybody's. */
      readonly onlyRep: string | undefined;
    }
  | { readonly next: string }
) & { readonly size: number };

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Leads to the entries that follow; undefined where there are none. */
  readonly next: string | undefined;
}

/** What the user may do with time trackers. */
export interface Rights {
  readonly create: boolean;
  readonly write: boolean;
  readonly delete: boolean;
  /** The supervisor's privilege: to write those of the whole organisation. */
  readonly writeAll: boolean;
}

/** What is asked of the server beside numbers and automatic time. Failures reject with `DataError`. */
export interface DataPort {
  readLogs(request: PageRequest): Promise<Page<LogItem>>;
  readActivities(request: PageRequest): Promise<Page<ActivityItem>>;
  /** @param id The id that the log is to have: where a row has it already, that row takes these values. */
  createLog(caseId: string, draft: LogDraft, id: string): Promise<void>;
  /**
   * Rejects with `ConflictError` where the row is no longer as that version has it, unless it has these very values.
   * @returns The row's new version.
   */
  updateLog(id: string, version: string, draft: LogDraft): Promise<string>;
  /** Rejects with `ConflictError` as `updateLog` does. */
  deleteLog(id: string, version: string): Promise<void>;
  /** Deletes a log that may never have been written, whatever its version. */
  withdrawLog(id: string): Promise<void>;
  /** A rep's own automatic rows of these work dates, of all cases. */
  readAutomatic(userId: string, workDates: readonly string[]): Promise<readonly AutomaticRow[]>;
  /**
   * Rejects with `SavedBeforeError` where a row has that id already and says something else: corrections never change.
   * @param id The id that the row is to have.
   */
  createCorrection(caseId: string, correction: Correction, id: string): Promise<void>;
  /** Addresses of the users' pictures, by user; who has none is missing. */
  readPictures(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether the user may change the settings or the form: makers and admins are told that handling time is off. */
  mayConfigure(): Promise<boolean>;
  rights(): Rights;
  /** Opens a row's form; undefined where the host can't. */
  readonly openRow: ((table: string, id: string) => void) | undefined;
}

/** A request failed; the message is the server's sentence, shown as it is. */
export class DataError extends Error {}

/** No answer came: nobody knows whether it was done. */
export class UnansweredError extends DataError {}

/** Somebody changed or deleted the row meanwhile. */
export class ConflictError extends DataError {}

/** Somebody deleted it. */
export class GoneError extends ConflictError {}

/** An earlier try, of which no answer came, has written the row with other values. */
export class SavedBeforeError extends DataError {
  constructor(
    /** What it says. */
    readonly seconds: number,
  ) {
    super("");
  }
}

/** What the widget remembers for this user in this browser. */
export interface MemoryPort {
  isCollapsed(): boolean;
  setCollapsed(collapsed: boolean): void;
}
