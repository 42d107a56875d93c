/** The part of the client API that opens other pages of the app. The frame of an app has it; a page opened on its own has not. */
interface Host {
  readonly Navigation?: {
    navigateTo?(page: {
      pageType: "entitylist" | "entityrecord";
      entityName: string;
      entityId?: string;
    }): Promise<unknown>;
  };
  readonly Utility?: {
    getGlobalContext?(): {
      readonly organizationSettings?: {
        readonly bapEnvironmentId?: string;
        /** Where the local Dataverse has its form designer, for those who may change forms. */
        readonly localFormDesigner?: string;
      };
    };
  };
}

function host(): Host | undefined {
  try {
    return (window.parent as unknown as { readonly Xrm?: Host }).Xrm;
  } catch {
    // The page lies in a frame of another origin, which gives nothing away.
    return undefined;
  }
}

/** The address of a table's list in the app that the page belongs to. */
export function listAddress(table: string): string {
  return address({ pagetype: "entitylist", etn: table });
}

/** The address of a row's form in the app that the page belongs to. */
export function recordAddress(table: string, id: string): string {
  return address({ pagetype: "entityrecord", etn: table, id });
}

function address(page: Record<string, string>): string {
  const query = new URLSearchParams(page);
  for (const name of ["appid", "app"]) {
    const given = appQuery().get(name);
    if (given) query.set(name, given);
  }
  return `/main.aspx?${query.toString()}`;
}

function appQuery(): URLSearchParams {
  try {
    return new URLSearchParams(window.parent.location.search);
  } catch {
    // As in host().
    return new URLSearchParams();
  }
}

/** Opens a table's list where the page is. */
export function openList(table: string): void {
  const navigate = host()?.Navigation?.navigateTo;
  if (navigate) void navigate({ pageType: "entitylist", entityName: table });
  else window.location.assign(listAddress(table));
}

/** Opens a row's form where the page is. */
export function openRecord(table: string, id: string): void {
  const navigate = host()?.Navigation?.navigateTo;
  if (navigate) void navigate({ pageType: "entityrecord", entityName: table, entityId: id });
  else window.location.assign(recordAddress(table, id));
}

/** Solutions of this environment in Power Apps; undefined where the host does not say which environment it is. */
export function solutionsAddress(): string | undefined {
  const id = organizationSettings()?.bapEnvironmentId;
  return id ? `https://make.powerapps.com/environments/${encodeURIComponent(id)}/solutions` : undefined;
}

/** The form designer, where the local Dataverse is the host; undefined elsewhere, and for those who may not change forms. */
export function formDesignerAddress(): string | undefined {
  return organizationSettings()?.localFormDesigner;
}

function organizationSettings() {
  return host()?.Utility?.getGlobalContext?.().organizationSettings;
}

/** Whether what surrounds the page is dark, or the system where the page stands alone. */
export function isDark(): boolean {
  const frame = window.frameElement;
  const scheme = frame ? window.parent.getComputedStyle(frame).colorScheme : "normal";
  if (scheme === "dark" || scheme === "light") return scheme === "dark";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}
