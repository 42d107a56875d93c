import { normaliseGuid } from "../uuid5";

/**
 * The parts of the client API that say which page is in front, as Microsoft documents them for model-driven apps
 * (Xrm.Utility.getPageContext) and for apps with sessions (Xrm.App.sessions). All optional: what a host lacks is not asked.
 */
export interface XrmHost {
  readonly Utility?: { getPageContext?(): { readonly input?: PageInput } };
  readonly App?: { readonly sessions?: XrmSessions };
}

interface PageInput {
  readonly pageType?: string;
  readonly entityName?: string;
  readonly entityId?: string;
}

interface XrmSessions {
  getFocusedSession?(): XrmSession | null | undefined;
  getAll?(): Items<XrmSession>;
  /** addOnAfterSessionSwitch and its like give an id, which removeOnAfterSessionSwitch takes. */
  readonly [member: string]: unknown;
}

interface XrmSession {
  readonly sessionId: string;
  /** The Home session, which belongs to no record. */
  readonly isDefault?: boolean;
  readonly tabs?: { getFocusedTab?(): XrmTab | null | undefined; getAll?(): Items<XrmTab> };
}

interface XrmTab {
  readonly tabId?: string;
  /** Address of the page in the tab. */
  readonly currentUrl?: string;
}

interface Items<T> {
  forEach(visit: (item: T) => void): void;
}

/** A page of the app, as far as it matters which case it belongs to. */
export interface AppPage {
  /** entityrecord, entitylist, dashboard, webresource ...; empty where the host does not say. */
  readonly type: string;
  readonly table: string;
  /** Lower case, no braces; empty where there is none, as for a new record. */
  readonly id: string;
}

export interface AppSession {
  readonly id: string;
  readonly isHome: boolean;
  /** Id of its tab in front; empty where the host does not say. */
  readonly tab: string;
  /** In the order they were opened; those that do not tell their page are left out. */
  readonly tabs: readonly AppPage[];
}

/** What the host says about its pages, at one instant. */
export interface AppPages {
  readonly front: AppPage;
  /** The page that lies in front once dialogs are thought away; undefined where the host does not tell it apart. */
  readonly under: AppPage | undefined;
  /** The session in front; undefined in apps without sessions. */
  readonly session: AppSession | undefined;
  /** Every session, the one in front included; undefined in apps without sessions. */
  readonly sessions: readonly AppSession[] | undefined;
}

/** @returns Undefined where the page runs under no model-driven app, or the app can't say what it shows. */
export function readPages(xrm: XrmHost | undefined, address: string): AppPages | undefined {
  try {
    const input = xrm?.Utility?.getPageContext?.().input;
    if (!input) return undefined;
    const { pageType = "", entityName = "", entityId = "" } = input;
    const api = xrm?.App?.sessions;
    const focused = api?.getFocusedSession?.() ?? undefined;
    const underUrl = focused ? focused.tabs?.getFocusedTab?.()?.currentUrl : address;
    return {
      front: { type: pageType, table: entityName, id: normaliseGuid(entityId) },
      under: underUrl === undefined ? undefined : pageOf(underUrl),
      session: focused && sessionOf(focused),
      sessions: api?.getAll ? itemsOf(api.getAll()).map(sessionOf) : undefined,
    };
  } catch {
    // The host's own code failed, as it may while a session closes: it is asked again at the next change.
    return undefined;
  }
}

const sessionEvents = ["AfterSessionSwitch", "AfterSessionClose", "AfterTabSwitch", "AfterTabClose"] as const;

/** Hears of switched and closed sessions and tabs, as far as the host tells. */
export function listenToSessions(xrm: XrmHost | undefined, changed: () => void): () => void {
  const api = xrm?.App?.sessions;
  const releases = sessionEvents.map(name => {
    const add = api?.[`addOn${name}`];
    if (!api || typeof add !== "function") return () => undefined;
    const id: unknown = add.call(api, changed);
    return () => {
      const remove = api[`removeOn${name}`];
      if (typeof remove === "function") remove.call(api, id);
    };
  });
  return () => releases.forEach(release => release());
}

function sessionOf({ sessionId, isDefault, tabs }: XrmSession): AppSession {
  const urls = tabs?.getAll ? itemsOf(tabs.getAll()).map(tab => tab.currentUrl) : [];
  return {
    id: sessionId,
    isHome: isDefault === true,
    tab: tabs?.getFocusedTab?.()?.tabId ?? "",
    tabs: urls.flatMap(url => (url === undefined ? [] : [pageOf(url)])),
  };
}

/** The page that an address of a model-driven app opens. */
function pageOf(url: string): AppPage {
  const query = new URL(url, "https://host").searchParams;
  return {
    type: query.get("pagetype") ?? "",
    table: query.get("etn") ?? "",
    id: normaliseGuid(query.get("id") ?? ""),
  };
}

function itemsOf<T>(items: Items<T>): T[] {
  const all: T[] = [];
  items.forEach(item => void all.push(item));
  return all;
}
