import { Route } from "../routing/route";

/** Asked before the page is left; false stays. A guard that has to ask first brings its page to the front by reveal. */
export type LeaveGuard = (reveal: () => void) => Promise<boolean>;

/** Where a link opens when the person says so: Ctrl opens an app tab, Shift a session. */
export type Place = "tab" | "session";

/** What a page may do with its place. */
export interface PageRouter {
  readonly route: Route;
  /** The address of a page in this app, for links. */
  url(route: Route): string;
  /** @returns false when the open form did not let go, or there was no room. */
  go(route: Route, place?: Place): Promise<boolean>;
  /** Goes on to where the page that is open leads by itself; going back skips it. */
  redirect(route: Route): void;
  /** Changes the address of the page that is open, without opening another: a new row has got its id. */
  rename(route: Route): void;
  /** The page has nothing more to show: closes its tab, or where it has none of its own goes to the fallback. */
  leave(fallback: Route): Promise<boolean>;
  setTitle(title: string): void;
  /** One guard at a time: the open form's. */
  setGuard(guard: LeaveGuard): () => void;
}

/** One app tab: the page it shows, and who has to be asked before that goes. */
export class PageTab {
  title = "";
  /** Counts pages opened here: going to where the tab already is opens the page anew. */
  visits = 0;
  private guard: LeaveGuard | undefined;

  constructor(
    readonly id: string,
    public route: Route,
    readonly canClose: boolean,
  ) {}

  setGuard(guard: LeaveGuard): () => void {
    this.guard = guard;
    return () => {
      if (this.guard === guard) this.guard = undefined;
    };
  }

  mayLeave(reveal: () => void): Promise<boolean> {
    return this.guard ? this.guard(reveal) : Promise.resolve(true);
  }

  show(route: Route): void {
    this.route = route;
    this.title = "";
    this.visits++;
  }
}
