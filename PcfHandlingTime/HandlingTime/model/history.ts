import { DataError, type ActivityItem, type DataPort, type LogItem, type Page, type PageRequest } from "./ports";

/** Entries of one kind, newest first, as far as they were read. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  /** Leads to the entries that follow; undefined where all are here. */
  readonly next: string | undefined;
  /** Entries a page: a paging cookie goes with the size it was made for. */
  readonly size: number;
  readonly loading: boolean;
  /** What was read last failed: the server's sentence, empty where there was none. */
  readonly failure: string | undefined;
  /** It was not the page that follows but the list itself: these entries are of an earlier reading. */
  readonly stale: boolean;
}

/** The entries behind the numbers. Automatic time is in the totals already. */
export interface History {
  readonly logs: Listing<LogItem>;
  readonly activities: Listing<ActivityItem>;
}

export type HistoryKind = keyof History;

/** Entries a page, and the most that are read anew at once by a refresh. */
export const pageSize = 50;
const largestPage = 1_000;

/** Reads the history page by page, and as many entries as were read so far with every refresh. */
export class HistoryReader {
  private current: History | undefined;
  private request: { readonly caseId: string; readonly onlyRep: string | undefined } | undefined;

  constructor(
    private readonly data: DataPort,
    private readonly changed: () => void,
  ) {}

  view(): History | undefined {
    return this.current;
  }

  /**
   * Reads from the newest entry on, without showing it: `show` does, together with the numbers read meanwhile. Never
   * rejects: a list that could not be read keeps what it had, and says so.
   * @param withLogs Whether time logs may be seen.
   */
  async read(caseId: string, onlyRep: string | undefined, withLogs: boolean): Promise<History> {
    const size = sizeFor(Math.max(this.current?.logs.items.length ?? 0, this.current?.activities.items.length ?? 0));
    this.request = { caseId, onlyRep };
    const request = { ...this.request, size };
    const [logs, activities] = await Promise.allSettled([
      withLogs ? this.data.readLogs(request) : { items: [], next: undefined },
      this.data.readActivities(request),
    ]);
    return {
      logs: outcome(logs, size, this.current?.logs),
      activities: outcome(activities, size, this.current?.activities),
    };
  }

  show(history: History | undefined): void {
    this.current = history;
  }

  /** Reads the page that follows, or the list anew where that failed. One at a time a kind. */
  async more(kind: HistoryKind): Promise<void> {
    const listing = this.current?.[kind];
    if (!listing || listing.loading) return;
    const { next, stale } = listing;
    const request = this.requestFor(listing);
    if (!request) return;
    this.change(kind, { loading: true, failure: undefined });
    const page = await (kind === "logs" ? this.data.readLogs(request) : this.data.readActivities(request)).catch(
      (error: unknown) => (error instanceof DataError ? error : new DataError("")),
    );
    // A refresh meanwhile has read the list anew: the page would not join on.
    const now = this.current?.[kind];
    if (!now?.loading || now.next !== next) return;
    if (page instanceof DataError) this.change(kind, { loading: false, failure: page.message });
    else if (stale)
      this.change(kind, { items: page.items, next: page.next, size: request.size, loading: false, stale: false });
    else this.append(kind, page);
  }

  /** An entry that is known to be gone. */
  remove(id: string): void {
    const items = this.current?.logs.items;
    if (items) this.change("logs", { items: items.filter(item => item.id !== id) });
  }

  /** Another case is shown. */
  forget(): void {
    this.current = undefined;
  }

  private requestFor({ next, size, stale, items }: Listing<unknown>): PageRequest | undefined {
    if (stale) return this.request && { ...this.request, size: sizeFor(items.length) };
    return next === undefined ? undefined : { next, size };
  }

  private append(kind: HistoryKind, page: Page<LogItem | ActivityItem>): void {
    const known = this.current?.[kind].items ?? [];
    const ids = new Set(known.map(item => item.id));
    const items = [...known, ...page.items.filter(item => !ids.has(item.id))];
    this.change(kind, { items, next: page.next, loading: false });
  }

  private change(kind: HistoryKind, change: Partial<Listing<LogItem | ActivityItem>>): void {
    if (!this.current) return;
    this.current = { ...this.current, [kind]: { ...this.current[kind], ...change } };
    this.changed();
  }
}

/** Full pages that hold so many entries. */
function sizeFor(loaded: number): number {
  return Math.min(largestPage, Math.ceil(Math.max(1, loaded) / pageSize) * pageSize);
}

function outcome<Item>(
  read: PromiseSettledResult<Page<Item>>,
  size: number,
  before: Listing<Item> | undefined,
): Listing<Item> {
  if (read.status === "fulfilled") {
    const { items, next } = read.value;
    return { items, next, size, loading: false, failure: undefined, stale: false };
  }
  const failure = read.reason instanceof DataError ? read.reason.message : "";
  const { items, next } = before ?? { items: [], next: undefined };
  // A paging cookie goes with the size it was made for, so a list that is kept keeps its own.
  return { items, next, size: before?.size ?? size, loading: false, failure, stale: true };
}
