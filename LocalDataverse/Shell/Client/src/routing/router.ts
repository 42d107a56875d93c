import { parseRoute, Route, routeUrl } from "./route";

/** Asked before the page is left; false stays. */
export type LeaveGuard = () => Promise<boolean>;

/** The page's address and its changes. One guard at a time: the open form's. */
export class Router {
  private readonly listeners = new Set<(route: Route) => void>();
  private guard: LeaveGuard | undefined;
  private address = window.location.href;
  /** Counts pages opened: going to where one already is opens the page anew. */
  visits = 0;

  constructor() {
    window.addEventListener("popstate", () => void this.onBack());
  }

  get current(): Route {
    return parseRoute(window.location.search);
  }

  subscribe(listener: (route: Route) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setGuard(guard: LeaveGuard): () => void {
    this.guard = guard;
    return () => {
      if (this.guard === guard) this.guard = undefined;
    };
  }

  /** @returns false when the open form did not let go. */
  async go(route: Route): Promise<boolean> {
    if (!(await this.mayLeave())) return false;
    window.history.pushState(null, "", routeUrl(route));
    this.announce();
    return true;
  }

  /** Goes on to where the page that is open leads by itself; going back skips it. */
  redirect(route: Route): void {
    window.history.replaceState(null, "", routeUrl(route));
    this.announce();
  }

  /** Changes the address of the page that is open, without opening another: a new row has got its id. */
  rename(route: Route): void {
    window.history.replaceState(null, "", routeUrl(route));
    this.address = window.location.href;
  }

  private async onBack(): Promise<void> {
    const wanted = window.location.href;
    if (await this.mayLeave()) return this.announce();
    // The browser has already changed the address; the page stays, so its address comes back.
    if (wanted !== this.address) window.history.pushState(null, "", this.address);
  }

  private async mayLeave(): Promise<boolean> {
    return this.guard ? this.guard() : true;
  }

  private announce(): void {
    this.address = window.location.href;
    this.visits++;
    const route = this.current;
    [...this.listeners].forEach(listener => listener(route));
  }
}
