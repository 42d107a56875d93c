import { Workspace, WorkspaceChange } from "../workspace/workspace";
import { parseRoute, Route, routeUrl } from "./route";

/** What a history entry remembers beside its address. */
interface Entry {
  /** Its number in this browser tab. */
  index: number;
  tabId: string;
  /** The page load that wrote it: tab ids begin anew with each. */
  load: string;
}

/** Keeps the browser's address and history in step with the page in front. */
export class AddressBar {
  private index: number;
  private readonly load = String(performance.timeOrigin);
  private asking = false;
  /** Set while the browser goes back to the entry of a page that stayed. */
  private returning = false;

  constructor(private readonly workspace: Workspace) {
    this.index = readEntry()?.index ?? 0;
    this.write("replace");
  }

  start(): () => void {
    const onPop = () => void this.onPop();
    window.addEventListener("popstate", onPop);
    const release = this.workspace.subscribe(change => this.onChange(change));
    return () => {
      window.removeEventListener("popstate", onPop);
      release();
    };
  }

  private onChange(change: WorkspaceChange): void {
    if (this.asking) return;
    if (change.kind === "sessionSwitched" || change.kind === "tabSwitched") this.write("push");
    else if ("tab" in change && change.tab === this.workspace.front) {
      if (change.kind === "navigated") this.write("push");
      else if (change.kind === "redirected" || change.kind === "renamed") this.write("replace");
    }
  }

  private write(how: "push" | "replace"): void {
    const tab = this.workspace.front;
    const url = routeUrl(tab.route, this.workspace.app);
    if (how === "push") this.index++;
    const state: Entry = { index: this.index, tabId: tab.id, load: this.load };
    if (how === "push") window.history.pushState(state, "", url);
    else window.history.replaceState(state, "", url);
  }

  private async onPop(): Promise<void> {
    if (this.returning) {
      this.returning = false;
      return;
    }
    if (this.asking) return;
    this.asking = true;
    try {
      const entry = readEntry();
      const left = await this.show(parseRoute(window.location.search), entry?.load === this.load ? entry.tabId : "");
      const arrived = readEntry()?.index ?? this.index;
      if (left) this.index = arrived;
      else if (arrived !== this.index) {
        // The browser has already gone; the page stays, so its entry comes back and none is added.
        this.returning = true;
        window.history.go(this.index - arrived);
      }
    } finally {
      this.asking = false;
    }
    if (!this.returning) this.write("replace");
  }

  /** @returns false when the page in front did not let go. */
  private async show(route: Route, tabId: string): Promise<boolean> {
    const { workspace } = this;
    if (!workspace.isMultiSession) return workspace.navigate(workspace.front, route);
    const tab = workspace.tabs.find(tab => tab.id === tabId);
    if (tab && routeUrl(tab.route) === routeUrl(route)) {
      workspace.focusTab(tab);
      return true;
    }
    return workspace.routerOf(workspace.home.anchor).go(route);
  }
}

function readEntry(): Entry | undefined {
  const state = window.history.state as Partial<Entry> | null;
  return typeof state?.index === "number" && typeof state.tabId === "string" ? (state as Entry) : undefined;
}
