import { beforeEach, describe, expect, it } from "vitest";
import { parseApp, parseRoute, Route, routeUrl } from "../src/routing/route";
import { MOST_SESSIONS, MOST_TABS, NoRoom, Workspace, WorkspaceChange } from "../src/workspace/workspace";

const cases: Route = { page: "list", table: "incident" };
const caseA: Route = { page: "record", table: "incident", id: "a" };
const caseB: Route = { page: "record", table: "incident", id: "b" };
const call: Route = { page: "record", table: "phonecall", id: "c" };

describe("a single-session app", () => {
  it("shows every page in the place of the one before", async () => {
    const workspace = new Workspace("single", cases);
    const [tab] = workspace.tabs;
    expect(await workspace.routerOf(tab).go(caseA)).toBe(true);
    expect(workspace.tabs).toEqual([tab]);
    expect(workspace.front.route).toBe(caseA);
    expect(workspace.front.visits).toBe(1);
  });

  it("has one session, with no room for another", () => {
    const workspace = new Workspace("single", cases);
    expect(workspace.canCreateSession).toBe(false);
    expect(workspace.canCreateTab(workspace.home)).toBe(false);
  });

  it("stays where a page does not let go", async () => {
    const workspace = new Workspace("single", caseA);
    workspace.front.setGuard(() => Promise.resolve(false));
    expect(await workspace.routerOf().go(cases)).toBe(false);
    expect(workspace.front.route).toBe(caseA);
  });
});

describe("a multi-session app", () => {
  let workspace: Workspace;
  let refused: string[];
  beforeEach(() => {
    refused = [];
    workspace = new Workspace("multisession", cases, sentence => refused.push(sentence));
  });
  const go = (route: Route, place?: "tab" | "session") => workspace.routerOf().go(route, place);

  it("starts a session for a case that is opened from the home session", async () => {
    await go(caseA);
    expect(workspace.sessions.map(session => session.anchor.route)).toEqual([cases, caseA]);
    expect(workspace.front.route).toBe(caseA);
  });

  it("opens what is opened within a session as a tab of that session, another case too", async () => {
    await go(caseA);
    await go(call);
    await go(caseB);
    expect(workspace.sessions).toHaveLength(2);
    expect(workspace.focused.tabs.map(tab => tab.route)).toEqual([caseA, call, caseB]);
  });

  it("opens rows of other tables as tabs of the home session", async () => {
    await go(call);
    expect(workspace.sessions).toHaveLength(1);
    expect(workspace.home.tabs.map(tab => tab.route)).toEqual([cases, call]);
  });

  it("opens where the person's keys say", async () => {
    await go(caseA, "tab");
    await go(call, "session");
    expect(workspace.home.tabs.map(tab => tab.route)).toEqual([cases, caseA]);
    expect(workspace.focused.anchor.route).toBe(call);
  });

  it("goes back to the session of a case that is open already", async () => {
    await go(caseA);
    const session = workspace.focused;
    workspace.focusSession(workspace.home);
    await go(caseA);
    expect(workspace.sessions).toHaveLength(2);
    expect(workspace.focused).toBe(session);
  });

  it("never takes two new rows for the same", async () => {
    await go({ page: "record", table: "incident" });
    await go({ page: "record", table: "incident" });
    expect(workspace.home.tabs).toHaveLength(3);
  });

  it("keeps each session's own tab in front while another session is", async () => {
    await go(caseA);
    await go(call);
    const session = workspace.focused;
    workspace.focusSession(workspace.home);
    expect(workspace.front.route).toBe(cases);
    workspace.focusSession(session);
    expect(workspace.front.route).toBe(call);
  });

  it("opens a deep link to a case in a session beside the home session", () => {
    const deep = new Workspace("multisession", caseA);
    expect(deep.sessions.map(session => session.anchor.route)).toEqual([{ page: "home" }, caseA]);
    expect(deep.front.route).toBe(caseA);
  });

  it("closes a tab to the one before it, and never the tab a session began with", async () => {
    await go(caseA);
    await go(call);
    expect(await workspace.closeTab(workspace.front)).toBe(true);
    expect(workspace.front.route).toBe(caseA);
    expect(await workspace.closeTab(workspace.front)).toBe(false);
  });

  it("asks every tab of a session, shows the one that asks, and keeps all when one stays", async () => {
    await go(caseA);
    const anchor = workspace.front;
    await go(call);
    workspace.focusSession(workspace.home);
    anchor.setGuard(reveal => {
      reveal();
      return Promise.resolve(false);
    });
    const session = workspace.sessionOf(anchor) ?? workspace.home;
    expect(await workspace.closeSession(session)).toBe(false);
    expect(workspace.front).toBe(anchor);
    expect(workspace.sessions).toHaveLength(2);
  });

  it("closes a session with all its tabs and shows the session before it", async () => {
    await go(caseA);
    const first = workspace.focused;
    workspace.focusSession(workspace.home);
    await go(caseB);
    await go(call);
    expect(await workspace.closeSession(workspace.focused)).toBe(true);
    expect(workspace.focused).toBe(first);
    expect(workspace.tabs.map(tab => tab.route)).toEqual([cases, caseA]);
  });

  it("closes the session of a case that has been deleted", async () => {
    await go(caseA);
    await workspace.routerOf(workspace.front).leave(cases);
    expect(workspace.sessions).toEqual([workspace.home]);
  });

  it("says so when there is no room for another session or tab", async () => {
    for (let number = 0; number < MOST_SESSIONS; number++) {
      workspace.focusSession(workspace.home);
      expect(await go({ ...caseA, id: `case${number}` })).toBe(true);
    }
    expect(workspace.canCreateSession).toBe(false);
    workspace.focusSession(workspace.home);
    expect(await go(caseB)).toBe(false);
    for (let number = 1; number < MOST_TABS; number++) workspace.open({ ...call, id: `call${number}` }, workspace.home);
    expect(() => workspace.open(call, workspace.home)).toThrow(NoRoom);
    expect(refused).toEqual(["Maximum sessions reached. Close a session before opening another."]);
  });

  it("tells what happens in the order it happens", async () => {
    const changes: string[] = [];
    workspace.subscribe((change: WorkspaceChange) => changes.push(change.kind));
    await go(caseA);
    await go(call);
    await workspace.closeSession(workspace.focused);
    expect(changes).toEqual([
      "sessionCreated",
      "sessionSwitching",
      "sessionSwitched",
      "tabCreated",
      "tabSwitching",
      "tabSwitched",
      "sessionSwitching",
      "sessionSwitched",
      "sessionClosed",
    ]);
  });
});

describe("addresses", () => {
  it.each<[string, Route]>([
    ["home", { page: "home" }],
    ["a list", { page: "list", table: "incident", viewId: "v" }],
    ["a row", { page: "record", table: "incident", id: "a", formId: "f", defaults: "title=x" }],
  ])("lead back to %s of the multi-session app", (_, route) => {
    const { search } = new URL(routeUrl(route, "multisession"), "http://localhost");
    expect(parseApp(search)).toBe("multisession");
    expect(parseRoute(search)).toEqual(route);
  });

  it("without an app lead to the single-session app", () => {
    expect(parseApp("?pagetype=entityrecord&etn=incident&id=a")).toBe("single");
    expect(routeUrl(caseA)).toBe("/main.aspx?pagetype=entityrecord&etn=incident&id=a");
  });
});
