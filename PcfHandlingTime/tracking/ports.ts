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
  /** False where the browser knows that it has no network; true proves nothing. */
  isOnline(): boolean;
  /** The tracked record is the one the page shows. */
  showsRecord(): boolean;
  listen(listener: PageListener): () => void;
}

export interface PageListener {
  /** Visibility, focus or the shown record may have changed: ask again. */
  changed(): void;
  input(): void;
  /** The page is being closed or left; it may never run again. */
  leaving(): void;
  /** The network came or went: ask again. */
  networkChanged(): void;
}

/** A request to the Web API of the page's own environment. */
export interface NetworkRequest {
  readonly method: "GET" | "PATCH";
  /** Relative to `/api/data/v9.2/`. */
  readonly path: string;
  readonly body?: string;
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
  /** Random id of the browser profile, 16 hexadecimal digits. */
  device(): Promise<string>;
  read(): Promise<readonly JournalEntry[]>;
  /** Applies all changes in one transaction that has reached the disk when the promise resolves. */
  change(changes: readonly JournalChange[]): Promise<void>;
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
