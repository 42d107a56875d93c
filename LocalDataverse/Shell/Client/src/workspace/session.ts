import { PageTab } from "./pageTab";

/** App tabs that belong together: those of the home session, or those opened while one case is worked on. */
export class Session {
  readonly tabs: PageTab[] = [];
  /** The tab in front; kept while the session is in the background. */
  focused: PageTab;

  constructor(
    readonly id: string,
    /** The tab the session was opened with; it goes with the session. */
    readonly anchor: PageTab,
    readonly isHome: boolean,
    private readonly givenTitle = "",
  ) {
    this.tabs.push(anchor);
    this.focused = anchor;
  }

  get canClose(): boolean {
    return !this.isHome;
  }

  get title(): string {
    return this.isHome ? "Home" : this.givenTitle || this.anchor.title || "Loading";
  }
}
