import { afterEach, beforeEach, expect, it } from "vitest";
import { AddressBar } from "../src/routing/addressBar";
import { parseRoute, Route } from "../src/routing/route";
import { Workspace } from "../src/workspace/workspace";

const cases: Route = { page: "list", table: "incident" };
const caseA: Route = { page: "record", table: "incident", id: "a" };
const call: Route = { page: "record", table: "phonecall", id: "c" };

let release: () => void = () => undefined;
beforeEach(() => window.history.pushState(null, "", "/main.aspx"));
afterEach(() => release());

function open(app: "single" | "multisession"): Workspace {
  const workspace = new Workspace(app, cases);
  release = new AddressBar(workspace).start();
  return workspace;
}

/** The browser goes back, and everything that hangs on it has run. */
async function back(): Promise<void> {
  await new Promise<void>(resolve => {
    window.addEventListener("popstate", () => resolve(), { once: true });
    window.history.back();
  });
  for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setTimeout(resolve));
}

const shown = () => parseRoute(window.location.search);

it("a single-session app goes back to the page before", async () => {
  const workspace = open("single");
  await workspace.routerOf().go(caseA);
  expect(shown()).toEqual(caseA);
  await back();
  expect(workspace.front.route).toEqual(cases);
});

it("Back, then Stay leaves the address and adds no history entry", async () => {
  const workspace = open("single");
  await workspace.routerOf().go(caseA);
  const entries = window.history.length;
  let stay = true;
  workspace.front.setGuard(() => Promise.resolve(!stay));
  await back();
  expect(shown()).toEqual(caseA);
  expect(workspace.front.route).toEqual(caseA);
  expect(window.history.length).toBe(entries);
  stay = false;
  await back();
  expect(workspace.front.route).toEqual(cases);
  expect(shown()).toEqual(cases);
});

it("the address is that of the page in front, and Back goes to the tab that was in front before", async () => {
  const workspace = open("multisession");
  await workspace.routerOf().go(caseA);
  const anchor = workspace.front;
  await workspace.routerOf().go(call);
  expect(shown()).toEqual(call);
  await back();
  expect(workspace.front).toBe(anchor);
  expect(workspace.focused.tabs).toHaveLength(2);
  expect(shown()).toEqual(caseA);
});

it("Back to a tab that has been closed opens its page again", async () => {
  const workspace = open("multisession");
  await workspace.routerOf().go(call);
  const closed = workspace.front;
  workspace.focusTab(workspace.home.anchor);
  await workspace.closeTab(closed);
  await back();
  expect(workspace.front.route).toEqual(call);
  expect(workspace.home.tabs).toHaveLength(2);
});

it("a new row's id changes the address in its place", () => {
  const workspace = open("single");
  const entries = window.history.length;
  workspace.routerOf().rename(caseA);
  expect(shown()).toEqual(caseA);
  expect(window.history.length).toBe(entries);
});
