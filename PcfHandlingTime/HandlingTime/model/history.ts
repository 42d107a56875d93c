import { DataError, type ActivityItem, type DataPort, type LogItem, type Page, type PageRequest } from "./ports";

/** Entries of one kind, newest first, as far as they were read. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  /** Leads to the entries that follow; undefined where all are here. */
  readonly next: string | undefined;
  /** Entries a page: a paging cookie goes with the size it was made for. */
  readonly size: number;
  readonly loading: boolean;
  /** The latest page could not be read: the server's sentence, empty where there was none. */
  readonly failure: string | undefined;
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

  constructor(
    private readonly data: DataPort,
    private readonly changed: () => void,
  ) {}

  view(): History | undefined {
    return this.current;
  }

  /**
   * Reads from the newest entry on, without showing it: `show` does, together with the numbers read meanwhile.
   * @param withLogs Whether time logs may be seen.
   */
  async read(caseId: string, onlyRep: string | undefined, withLogs: boolean): Promise<History> {
    const loaded = Math.max(this.current?.logs.items.length ?? 0, this.current?.activities.items.length ?? 0);
    const size = Math.min(largestPage, Math.ceil(Math.max(1, loaded) / pageSize) * pageSize);
    const request = { caseId, onlyRep, size };
    const [logs, activities] = await Promise.all([
      withLogs ? this.data.readLogs(request) : { items: [], next: undefined },
      this.data.readActivities(request),
    ]);
    return { logs: listed(logs, size), activities: listed(activities, size) };
  }

  show(history: History | undefined): void {
    this.current = history;
  }

  /** Reads the page that follows. One at a time a kind; what could not be read can be asked for again. */
  async more(kind: HistoryKind): Promise<void> {
    const listing = this.current?.[kind];
    if (!listing?.next || listing.loading) return;
    const request: PageRequest = { next: listing.next, size: listing.size };
    this.change(kind, { loading: true, failure: undefined });
    const page = await (kind === "logs" ? this.data.readLogs(request) : this.data.readActivities(request)).catch(
      (error: unknown) => (error instanceof DataError ? error : new DataError("")),
    );
    // A refresh meanwhile has read the list anew: the page would not join on.
    if (this.current?.[kind].next !== listing.next) return;
    if (page instanceof DataError) this.change(kind, { loading: false, failure: page.message });
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

function listed<Item>({ items, next }: Page<Item>, size: number): Listing<Item> {
  return { items, next, size, loading: false, failure: undefined };
}
