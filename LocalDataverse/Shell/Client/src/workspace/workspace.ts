import { AppKey, Route, routeUrl, samePlace } from "../routing/route";
import { PageRouter, PageTab, Place } from "./pageTab";
import { Session } from "./session";

/** What has just happened; the workspace already is as the change says, but for the two that announce a switch. */
export type WorkspaceChange =
  | { kind: "sessionCreated" | "sessionClosed"; session: Session }
  | { kind: "sessionSwitching" | "sessionSwitched"; previous: Session; session: Session }
  | { kind: "tabCreated" | "tabClosed"; session: Session; tab: PageTab }
  | { kind: "tabSwitching" | "tabSwitched"; previous: PageTab; tab: PageTab }
  | { kind: "navigated" | "redirected" | "renamed" | "retitled"; tab: PageTab };

export interface OpenOptions {
  place?: Place;
  title?: string;
  /** False: opens behind what is in front. */
  focus?: boolean;
}

/** As in Customer Service workspace; the home session is not counted. */
export const MOST_SESSIONS = 9;
export const MOST_TABS = 10;

/** Tables whose rows start a session when they are opened from the home session. */
const SESSION_TABLES: ReadonlySet<string> = new Set(["incident"]);

/** There is no room for another session or tab. The message is for a person. */
export class NoRoom extends Error {}

/**
 * The open pages. A single-session app is one session with one tab, in which every page takes the place of the one before; a
 * multi-session app opens sessions and tabs beside each other and keeps them.
 */
export class Workspace {
  readonly sessions: Session[] = [];
  readonly home: Session;
  focused: Session;
  private readonly listeners = new Set<(change: WorkspaceChange) => void>();
  private nextSession = 0;
  private nextTab = 0;

  /** @param onRefused Told why a page did not open. */
  constructor(
    readonly app: AppKey,
    first: Route,
    private readonly onRefused: (sentence: string) => void = () => undefined,
    readonly isMultiSession = app === "multisession",
  ) {
    const isDeep = isMultiSession && first.page === "record";
    this.home = this.createSession(isDeep ? { page: "home" } : first, true);
    this.focused = this.home;
    if (isDeep) this.open(first, this.home);
  }

  /** The tab in front of the page. */
  get front(): PageTab {
    return this.focused.focused;
  }

  /** Every tab of every session, in the order they were opened in each. */
  get tabs(): PageTab[] {
    return this.sessions.flatMap(session => session.tabs);
  }

  get canCreateSession(): boolean {
    return this.isMultiSession && this.sessions.length <= MOST_SESSIONS;
  }

  canCreateTab(session: Session): boolean {
    return this.isMultiSession && session.tabs.length < MOST_TABS;
  }

  subscribe(listener: (change: WorkspaceChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  sessionOf(tab: PageTab): Session | undefined {
    return this.sessions.find(session => session.tabs.includes(tab));
  }

  /**
   * Opens a page beside those that are open, or brings the one that already shows it to the front.
   * @throws NoRoom the most sessions or tabs are open.
   */
  open(route: Route, from: Session, { place, title, focus = true }: OpenOptions = {}): PageTab {
    const startsSession = route.page === "record" && route.id !== undefined && SESSION_TABLES.has(route.table);
    const target = place ?? (from.isHome && startsSession ? "session" : "tab");
    const known =
      target === "session"
        ? this.sessions.find(session => !session.isHome && samePlace(session.anchor.route, route))?.anchor
        : from.tabs.find(tab => samePlace(tab.route, route));
    const tab = known ?? (target === "session" ? this.addSession(route, title) : this.addTab(route, from, title));
    if (focus) this.focusTab(tab);
    return tab;
  }

  /** @returns false when the page that is there did not let go. */
  async navigate(tab: PageTab, route: Route): Promise<boolean> {
    if (!(await tab.mayLeave(() => this.focusTab(tab)))) return false;
    tab.show(route);
    this.announce({ kind: "navigated", tab });
    return true;
  }

  focusSession(session: Session): void {
    if (session === this.focused || !this.sessions.includes(session)) return;
    const previous = this.focused;
    this.announce({ kind: "sessionSwitching", previous, session });
    this.focused = session;
    this.announce({ kind: "sessionSwitched", previous, session });
  }

  focusTab(tab: PageTab): void {
    const session = this.sessionOf(tab);
    if (!session) return;
    const previous = session.focused;
    if (previous !== tab) {
      this.announce({ kind: "tabSwitching", previous, tab });
      session.focused = tab;
      // The session comes to the front with the right tab at once.
      if (session === this.focused) return this.announce({ kind: "tabSwitched", previous, tab });
    }
    this.focusSession(session);
    if (previous !== tab) this.announce({ kind: "tabSwitched", previous, tab });
  }

  /** @returns false when it can't be closed or its page did not let go. */
  async closeTab(tab: PageTab): Promise<boolean> {
    const session = this.sessionOf(tab);
    if (!session || !tab.canClose || !(await tab.mayLeave(() => this.focusTab(tab)))) return false;
    const index = session.tabs.indexOf(tab);
    if (index < 0) return true;
    if (session.focused === tab) {
      const next = session.tabs[index - 1] ?? session.anchor;
      session.focused = next;
      session.tabs.splice(index, 1);
      this.announce({ kind: "tabSwitched", previous: tab, tab: next });
    } else session.tabs.splice(index, 1);
    this.announce({ kind: "tabClosed", session, tab });
    return true;
  }

  /** Asks the page of every tab. @returns false when it can't be closed or a page did not let go. */
  async closeSession(session: Session): Promise<boolean> {
    if (!session.canClose || !this.sessions.includes(session)) return false;
    for (const tab of [...session.tabs]) if (!(await tab.mayLeave(() => this.focusTab(tab)))) return false;
    const index = this.sessions.indexOf(session);
    if (index < 0) return true;
    if (this.focused === session) this.focusSession(this.sessions[index - 1] ?? this.home);
    this.sessions.splice(this.sessions.indexOf(session), 1);
    this.announce({ kind: "sessionClosed", session });
    return true;
  }

  /** Every page is asked, before all go at once. */
  async mayLeaveAll(): Promise<boolean> {
    for (const tab of this.tabs) if (!(await tab.mayLeave(() => this.focusTab(tab)))) return false;
    return true;
  }

  /** The router of one tab's page; without a tab, that of whatever is in front. */
  routerOf(tab?: PageTab): PageRouter {
    const current = () => tab ?? this.front;
    const change = (kind: "redirected" | "renamed", route: Route) => {
      const changed = current();
      if (kind === "redirected") changed.show(route);
      else changed.route = route;
      this.announce({ kind, tab: changed });
    };
    return {
      get route() {
        return current().route;
      },
      url: route => routeUrl(route, this.app),
      go: (route, place) => this.goFrom(current(), route, place),
      redirect: route => change("redirected", route),
      rename: route => change("renamed", route),
      leave: fallback => this.leave(current(), fallback),
      setTitle: title => {
        const titled = current();
        if (titled.title === title) return;
        titled.title = title;
        this.announce({ kind: "retitled", tab: titled });
      },
      setGuard: guard => current().setGuard(guard),
    };
  }

  private async goFrom(tab: PageTab, route: Route, place: Place | undefined): Promise<boolean> {
    const session = this.sessionOf(tab);
    if (!this.isMultiSession || !session) return this.navigate(this.front, route);
    try {
      this.open(route, session, { place });
      return true;
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      this.onRefused(error.message);
      return false;
    }
  }

  private leave(tab: PageTab, fallback: Route): Promise<boolean> {
    const session = this.sessionOf(tab);
    if (!this.isMultiSession || !session) return this.navigate(tab, fallback);
    if (tab.canClose) return this.closeTab(tab);
    return session.canClose ? this.closeSession(session) : this.navigate(tab, fallback);
  }

  private createSession(route: Route, isHome: boolean, title = ""): Session {
    const anchor = new PageTab(`tab-id-${this.nextTab++}`, route, false);
    const session = new Session(`session-id-${this.nextSession++}`, anchor, isHome, title);
    this.sessions.push(session);
    return session;
  }

  private addSession(route: Route, title: string | undefined): PageTab {
    if (!this.canCreateSession) throw new NoRoom("Maximum sessions reached. Close a session before opening another.");
    const session = this.createSession(route, false, title);
    this.announce({ kind: "sessionCreated", session });
    return session.anchor;
  }

  private addTab(route: Route, session: Session, title = ""): PageTab {
    if (!this.canCreateTab(session))
      throw new NoRoom("Maximum tabs reached. Close a tab in this session before opening another.");
    const tab = new PageTab(`tab-id-${this.nextTab++}`, route, true);
    tab.title = title;
    session.tabs.push(tab);
    this.announce({ kind: "tabCreated", session, tab });
    return tab;
  }

  private announce(change: WorkspaceChange): void {
    [...this.listeners].forEach(listener => listener(change));
  }
}
