import { listenToSessions, readPages, type AppPage, type AppPages, type AppSession, type XrmHost } from "./xrm";

/** Which case was last in front of each session, by the session's id. */
export type CaseOfSession = ReadonlyMap<string, string>;

export interface ShownCase {
  /** Lower-case GUID without braces; undefined where no case is being worked on. */
  readonly caseId: string | undefined;
  readonly sessions: CaseOfSession;
}

/** The page, as one that counts the time of a case wants to know it. */
export interface ShownRecord {
  /** Whether the page shows this case, or something that belongs to it. True where there is no app to ask. */
  shows(caseId: string): boolean;
  /**
   * Whether the page shows an unsaved case: the one that it showed when it was first asked, as far as the app tells
   * them apart. True where there is no app to ask.
   */
  showsUnsaved(): boolean;
  /** Whether a form of this case is still open, in front or not. Undefined where the app can't say. */
  isOpen(caseId: string): boolean | undefined;
  /** Hears when the answers may have changed. Not every host tells: ask now and then as well. */
  listen(changed: () => void): () => void;
}

const caseTable = "incident";

/** Pages that show many records, and so belong to no case, whatever session they are in. */
const overviews = ["entitylist", "dashboard"];

/**
 * The rule of timekeeping's scenario table. What is in front:
 *
 *     a case                                            that case
 *     another record or page, in the session of a case  the case last in front there, while its tab is open
 *     the same, in no such session                      none
 *     a list, a dashboard, an unsaved case              none
 *     a dialog or quick create over any of these        as without it
 */
export function shownCase(pages: AppPages, before: CaseOfSession): ShownCase {
  const { session } = pages;
  const page = withoutDialog(pages);
  const known = session?.isHome === false ? caseOf(session, before) : undefined;
  const caseId = isCase(page) ? page.id || undefined : isOverview(page) ? undefined : known;
  const sessions = new Map(before);
  if (session && isCase(page) && page.id) sessions.set(session.id, page.id);
  return { caseId, sessions };
}

/** Undefined where the app does not tell of every tab. */
export function isOpenIn(pages: AppPages, caseId: string): boolean | undefined {
  const { front, under, session, sessions } = pages;
  const shown = [front, ...(under ? [under] : []), ...(sessions ?? []).flatMap(({ tabs }) => tabs)];
  if (shown.some(page => isCase(page) && page.id === caseId)) return true;
  // An app without sessions has no other page than the one in front.
  const tellsAll = !session || sessions?.every(({ tabs }) => tabs.length > 0);
  return tellsAll ? false : undefined;
}

/**
 * Asks the app of a page.
 * @param host The window that has the client API: the page's own, or that of a frame for scripts.
 */
export function shownRecord(page: Window, host = page): ShownRecord {
  const xrm = () => (host as { Xrm?: XrmHost }).Xrm;
  const read = () => readPages(xrm(), page.location.href);
  let sessions: CaseOfSession = new Map();
  let unsavedIn: string | undefined;
  return {
    shows: caseId => {
      const pages = read();
      if (!pages) return true;
      const shown = shownCase(pages, sessions);
      sessions = shown.sessions;
      return shown.caseId === caseId;
    },
    showsUnsaved: () => {
      const pages = read();
      if (!pages) return true;
      const page = withoutDialog(pages);
      if (!isCase(page) || page.id !== "") return false;
      const place = `${pages.session?.id ?? ""} ${pages.session?.tab ?? ""}`;
      unsavedIn ??= place;
      return place === unsavedIn;
    },
    isOpen: caseId => {
      const pages = read();
      return pages && isOpenIn(pages, caseId);
    },
    listen: changed => {
      const ending = new AbortController();
      const { signal } = ending;
      const releaseSessions = listenToSessions(xrm(), changed);
      // Apps without sessions tell nothing; they change the address when they show another page, mostly after a click.
      const { navigation } = page as { navigation?: EventTarget };
      navigation?.addEventListener("currententrychange", changed, { signal });
      page.addEventListener("popstate", changed, { signal });
      page.document.addEventListener("click", changed, { signal, capture: true, passive: true });
      return () => {
        ending.abort();
        releaseSessions();
      };
    },
  };
}

/** A dialog may pass for the page in front; then the page under it is what the rep works on. */
function withoutDialog({ front, under }: AppPages): AppPage {
  return !isCase(front) && under && isCase(under) ? under : front;
}

function caseOf(session: AppSession, before: CaseOfSession): string | undefined {
  const open = session.tabs.filter(isCase).map(tab => tab.id);
  const last = before.get(session.id);
  // A host that does not tell its tabs' pages leaves only the memory.
  if (last !== undefined && (open.includes(last) || session.tabs.length === 0)) return last;
  return open[0] || undefined;
}

function isCase(page: AppPage): boolean {
  return page.type === "entityrecord" && page.table === caseTable;
}

/** A page of no type is the app's start page, or one that the host does not describe. */
function isOverview(page: AppPage): boolean {
  return page.type === "" || overviews.includes(page.type);
}
