import { routeUrl } from "../routing/route";
import { PageTab } from "../workspace/pageTab";
import { Session } from "../workspace/session";
import { NoRoom, Workspace, WorkspaceChange } from "../workspace/workspace";
import { toCollection } from "./collection";
import { PageInput, toRoute } from "./pageInput";

interface NewPage {
  pageInput: PageInput;
  options?: { title?: string; isFocused?: boolean };
}

type Arguments = Record<string, unknown>;
type Handler = (context: { getEventArgs: () => { getInputArguments: () => Arguments } }) => unknown;

/** What each event is called in addOn... and removeOn..., and what its handlers are told. */
const EVENTS: Partial<Record<WorkspaceChange["kind"], { name: string; of: (change: never) => Arguments }>> = {
  sessionCreated: {
    name: "AfterSessionCreate",
    of: ({ session }: { session: Session }) => ({ sessionId: session.id }),
  },
  sessionClosed: { name: "AfterSessionClose", of: ({ session }: { session: Session }) => ({ sessionId: session.id }) },
  sessionSwitching: { name: "BeforeSessionSwitch", of: sessionSwitch },
  sessionSwitched: { name: "AfterSessionSwitch", of: sessionSwitch },
  tabCreated: { name: "AfterTabCreate", of: ({ tab }: { tab: PageTab }) => ({ tabId: tab.id }) },
  tabClosed: { name: "AfterTabClose", of: ({ tab }: { tab: PageTab }) => ({ tabId: tab.id }) },
  tabSwitching: { name: "BeforeTabSwitch", of: tabSwitch },
  tabSwitched: { name: "AfterTabSwitch", of: tabSwitch },
};

function sessionSwitch({ previous, session }: { previous: Session; session: Session }): Arguments {
  return { previousSessionId: previous.id, newSessionId: session.id };
}

function tabSwitch({ previous, tab }: { previous: PageTab; tab: PageTab }): Arguments {
  return { previousTabId: previous.id, newTabId: tab.id };
}

/**
 * Xrm.App.sessions. In a single-session app there is the one session that every page shows in, with one tab, and no other can be
 * made: canCreateSession is false and createSession rejects.
 */
export function createAppSessions(workspace: Workspace, onError: (error: unknown) => void) {
  const describeSession = (session: Session) => ({
    sessionId: session.id,
    get title() {
      return session.title;
    },
    canClose: session.canClose,
    isDefault: session.isHome,
    tabs: tabsOf(session),
    focus: () => Promise.resolve(workspace.focusSession(session)),
    close: () => workspace.closeSession(session),
  });
  const describeTab = (tab: PageTab, session: Session) => ({
    tabId: tab.id,
    get title() {
      return tab.title;
    },
    set title(title: string) {
      workspace.routerOf(tab).setTitle(title);
    },
    canClose: tab.canClose,
    get currentUrl() {
      return window.location.origin + routeUrl(tab.route, workspace.app);
    },
    focus: () => workspace.focusTab(tab),
    close: () => workspace.closeTab(tab),
    refresh: () => workspace.navigate(tab, tab.route).then(() => undefined),
    navigateTo: (input: PageInput) => workspace.navigate(tab, toRoute(input)).then(() => undefined),
    getParentSessionId: () => session.id,
  });
  const tabsOf = (session: Session) => {
    const getTab = (id: string) => {
      const tab = session.tabs.find(tab => tab.id === id);
      return tab ? describeTab(tab, session) : null;
    };
    return {
      getTab,
      getFocusedTab: () => describeTab(session.focused, session),
      getAll: () =>
        toCollection(
          session.tabs.map(tab => describeTab(tab, session)),
          tab => tab.tabId,
        ),
      canCreateTab: () => workspace.canCreateTab(session),
      createTab: async ({ pageInput, options }: NewPage) => {
        if (!workspace.isMultiSession) throw new NoRoom("This app has no app tabs.");
        return workspace.open(toRoute(pageInput), session, {
          place: "tab",
          title: options?.title,
          focus: options?.isFocused,
        }).id;
      },
    };
  };
  const getSession = (id: string) => {
    const session = workspace.sessions.find(session => session.id === id);
    return session ? describeSession(session) : null;
  };
  return {
    getSession,
    getFocusedSession: () => describeSession(workspace.focused),
    getAll: () => toCollection(workspace.sessions.map(describeSession), session => session.sessionId),
    canCreateSession: () => workspace.canCreateSession,
    createSession: async ({ pageInput, options }: NewPage) => {
      if (!workspace.isMultiSession) throw new NoRoom("This app has one session only.");
      const tab = workspace.open(toRoute(pageInput), workspace.home, {
        place: "session",
        title: options?.title,
        focus: options?.isFocused,
      });
      return workspace.sessionOf(tab)?.id;
    },
    ...createEvents(workspace, onError),
  };
}

/** addOnAfterSessionSwitch(handler) gives an id, removeOnAfterSessionSwitch(id) takes it; and so for every event. */
function createEvents(workspace: Workspace, onError: (error: unknown) => void): Record<string, unknown> {
  const handlers = new Map<string, Map<string, Handler>>();
  let nextId = 1;
  workspace.subscribe(change => {
    const event = EVENTS[change.kind];
    if (!event) return;
    const values = event.of(change as never);
    for (const handler of handlers.get(event.name)?.values() ?? []) {
      try {
        handler({ getEventArgs: () => ({ getInputArguments: () => values }) });
      } catch (error) {
        onError(error);
      }
    }
  });
  const functions: Record<string, unknown> = {};
  for (const { name } of Object.values(EVENTS)) {
    const registered = new Map<string, Handler>();
    handlers.set(name, registered);
    functions[`addOn${name}`] = (handler: Handler) => {
      const id = `handler-${nextId++}`;
      registered.set(id, handler);
      return id;
    };
    functions[`removeOn${name}`] = (id: string) => void registered.delete(id);
  }
  return functions;
}
