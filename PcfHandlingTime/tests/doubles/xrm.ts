import type { XrmHost } from "../../tracking/browser/xrm";

interface FakeTab {
  readonly id: string;
  url: string;
}

interface FakeSession {
  readonly id: string;
  readonly tabs: FakeTab[];
  focused: FakeTab;
}

type Handlers = Map<string, () => void>;

/** Address of a page, as apps write it. */
export const recordUrl = (table: string, id: string) =>
  `https://org.example/main.aspx?appid=1&pagetype=entityrecord&etn=${table}&id=${id}`;
export const listUrl = "https://org.example/main.aspx?appid=1&pagetype=entitylist&etn=incident";

/** A multi-session app: sessions with tabs, the home session first. What lies in front as a dialog is said apart. */
export class FakeApp {
  dialog: { pageType: string; entityName: string; entityId?: string } | undefined;
  readonly handlers = new Map<string, Handlers>();
  private readonly sessions: FakeSession[] = [];
  private focused: FakeSession;
  private nextHandler = 1;
  private nextTab = 1;

  constructor() {
    this.focused = this.addSession(listUrl);
  }

  /** A session with this page as its anchor comes to the front. */
  openSession(url: string): string {
    this.focused = this.addSession(url);
    this.announce("AfterSessionSwitch");
    return this.focused.id;
  }

  /** An app tab in the session in front comes to the front. */
  openTab(url: string): void {
    const tab = this.newTab(url);
    this.focused.tabs.push(tab);
    this.focused.focused = tab;
    this.announce("AfterTabSwitch");
  }

  focusSession(id: string): void {
    this.focused = this.session(id);
    this.announce("AfterSessionSwitch");
  }

  focusTab(index: number): void {
    this.focused.focused = this.focused.tabs[index] as FakeTab;
    this.announce("AfterTabSwitch");
  }

  /** The tab in front closes; the one before it comes to the front. */
  closeTab(): void {
    const { tabs, focused } = this.focused;
    const index = tabs.indexOf(focused);
    tabs.splice(index, 1);
    this.focused.focused = tabs[index - 1] as FakeTab;
    this.announce("AfterTabClose");
  }

  closeSession(id: string): void {
    const closed = this.session(id);
    this.sessions.splice(this.sessions.indexOf(closed), 1);
    if (this.focused === closed) this.focused = this.sessions[0] as FakeSession;
    this.announce("AfterSessionClose");
  }

  get xrm(): XrmHost {
    return {
      Utility: { getPageContext: () => ({ input: this.dialog ?? inputOf(this.focused.focused.url) }) },
      App: {
        sessions: {
          getFocusedSession: () => this.describe(this.focused),
          getAll: () => this.sessions.map(session => this.describe(session)),
          ...this.events(),
        },
      },
    };
  }

  private describe(session: FakeSession) {
    const describeTab = (tab: FakeTab) => ({ tabId: tab.id, currentUrl: tab.url });
    return {
      sessionId: session.id,
      isDefault: session === this.sessions[0],
      tabs: { getFocusedTab: () => describeTab(session.focused), getAll: () => session.tabs.map(describeTab) },
    };
  }

  private events(): Record<string, unknown> {
    const functions: Record<string, unknown> = {};
    for (const name of ["AfterSessionSwitch", "AfterSessionClose", "AfterTabSwitch", "AfterTabClose"]) {
      const handlers: Handlers = this.handlers.get(name) ?? new Map<string, () => void>();
      this.handlers.set(name, handlers);
      functions[`addOn${name}`] = (handler: () => void) => {
        const id = `handler${this.nextHandler++}`;
        handlers.set(id, handler);
        return id;
      };
      functions[`removeOn${name}`] = (id: string) => void handlers.delete(id);
    }
    return functions;
  }

  private addSession(url: string): FakeSession {
    const tab = this.newTab(url);
    const session = { id: `session${this.sessions.length}`, tabs: [tab], focused: tab };
    this.sessions.push(session);
    return session;
  }

  private newTab(url: string): FakeTab {
    return { id: `tab${this.nextTab++}`, url };
  }

  private session(id: string): FakeSession {
    return this.sessions.find(session => session.id === id) as FakeSession;
  }

  private announce(name: string): void {
    for (const handler of this.handlers.get(name)?.values() ?? []) handler();
  }
}

/** A single-session app: one page, which its address names; a dialog may lie over it. */
export function singleSession(page: { url: string; dialog?: FakeApp["dialog"] }): XrmHost {
  return { Utility: { getPageContext: () => ({ input: page.dialog ?? inputOf(page.url) }) } };
}

function inputOf(url: string) {
  const query = new URL(url).searchParams;
  return {
    pageType: query.get("pagetype") ?? undefined,
    entityName: query.get("etn") ?? undefined,
    entityId: query.get("id") ?? undefined,
  };
}
