import type { DayPiece, LoggedPiece } from "./dayLog";
import type { Handover } from "./recording";
import type { HandedOver, JournalChange, JournalEntry } from "./journal";

/** Time as the page has it. Timers return what cancels them. */
export interface ClockPort {
  /** `performance.now()`: ms, never runs backwards. */
  monotonic(): number;
  /** `Date.now()`: ms, for noticing steps and sleep only. */
  wall(): number;
  every(ms: number, run: () => void): () => void;
  after(ms: number, run: () => void): () => void;
}

/** What the page tells of itself and its user. Of input only that there was some, never what. */
export interface PagePort {
  isVisible(): boolean;
  hasFocus(): boolean;
  /** The focus is where input cannot be seen: in a frame of another origin. */
  focusHidden(): boolean;
  /** False where the browser knows that it has no network; true proves nothing. */
  isOnline(): boolean;
  /** The tracked record is the one the page shows. */
  showsRecord(): boolean;
  listen(listener: PageListener): () => void;
}

export interface PageListener {
  /** Visibility, focus or the shown record may have changed: ask again. */
  changed(): void;
  /** The record is counted here from now on, and this is what the one before left. */
  tookOver(handover: Handover): void;
  /** @param typed It went by keyboard into the page itself, not into this widget. */
  input(typed: boolean): void;
  /** The page is being closed or left; it may never run again. */
  leaving(): void;
  /** The network came or went: ask again. */
  networkChanged(): void;
}

/** A request to the Web API of the page's own environment. */
export interface NetworkRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Relative to `/api/data/v9.2/`. */
  readonly path: string;
  readonly body?: string;
  /** ETag of the row: one that changed meanwhile answers 412. */
  readonly ifMatch?: string;
  /** The request outlives the page; its body must be under 64 KB. */
  readonly keepalive?: boolean;
}

export interface NetworkAnswer {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly date: string | null;
  readonly retryAfter: string | null;
  /** Parsed JSON, undefined where there was none. */
  readonly body: unknown;
  /** Monotonic ms. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

export interface NetworkPort {
  /** Never rejects: a failure is an answer with status 0. Begins the request before it returns. */
  send(request: NetworkRequest): Promise<NetworkAnswer>;
}

/** Where counted time is kept until the server has it; shared by all tabs of one user in one browser. */
export interface JournalPort {
  /** False where the browser keeps nothing (private mode, storage full): then a crash loses what is pending. */
  readonly durable: boolean;
  /** How many stored records have turned out damaged since it was opened. They are never given out. */
  readonly damaged: number;
  /** Random id of the browser profile, 16 hexadecimal digits. */
  device(): Promise<string>;
  read(): Promise<readonly JournalEntry[]>;
  /**
   * Puts damaged records out of the way and forgets what the day log need not keep any longer.
   * @param latest Second at or beyond which none can have been counted: a record that has some is damaged.
   */
  sweep(latest: number): Promise<void>;
  /**
   * Applies all changes in one transaction that has reached the disk when the promise resolves.
   * @param pieces For the day log; a piece takes the place of one with its id and start.
   */
  change(changes: readonly JournalChange[], pieces?: readonly LoggedPiece[]): Promise<void>;
  /** The day log from an instant (ms) on, in order, of all tabs. */
  dayLog(from: number): Promise<readonly DayPiece[]>;
  /** Notes what a closing page gives to the network: begun before it returns, since nothing may run afterwards. */
  noteHandedOver(handed: HandedOver): void;
  /** The notes since the last call; they are gone afterwards. */
  takeHandedOver(): Promise<readonly HandedOver[]>;
  close(): void;
}

/** Locks and messages between the tabs of one browser. */
export interface LockPort {
  /** Runs the work while no other tab runs work of that name. */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Holds a name until the returned function is called or the page dies. */
  hold(name: string): () => void;
  /** Names held by any living tab. */
  held(): Promise<ReadonlySet<string>>;
}

/** News for other tabs of the same user. */
export interface ChannelPort {
  post(caseId: string): void;
  listen(heard: (caseId: string) => void): () => void;
}
