// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { shownRecord, type ShownRecord } from "../../tracking/browser/shownRecord";
import { FakeApp, listUrl, recordUrl, singleSession } from "../doubles/xrm";

const x = "11111111-1111-1111-1111-111111111111";
const y = "33333333-3333-3333-3333-333333333333";
const caseX = recordUrl("incident", x);
const caseY = recordUrl("incident", y);
const phoneCall = recordUrl("phonecall", "44444444-4444-4444-4444-444444444444");
const article = recordUrl("knowledgearticle", "55555555-5555-5555-5555-555555555555");

afterEach(() => {
  Object.assign(window, { Xrm: undefined });
  history.replaceState(null, "", "/");
});

describe("in an app with sessions, the page shows", () => {
  let app: FakeApp;
  let shown: ShownRecord;

  beforeEach(() => {
    app = new FakeApp();
    Object.assign(window, { Xrm: app.xrm });
    shown = shownRecord(window);
  });

  test("the case whose session is in front, and no other", () => {
    app.openSession(caseX);
    expect([shown.shows(x), shown.shows(y)]).toEqual([true, false]);
  });

  test("a case whose id the app writes with braces and in capitals", () => {
    app.openSession(recordUrl("incident", `%7B${x.toUpperCase()}%7D`));
    expect(shown.shows(x)).toBe(true);
  });

  test.each([
    ["a phone call", phoneCall],
    ["a knowledge article", article],
    ["a search page", "https://org.example/main.aspx?pagetype=search"],
  ])("the session's case while %s is in front as an app tab of it", (_what, url) => {
    app.openSession(caseX);
    app.openTab(url);
    expect(shown.shows(x)).toBe(true);
  });

  test("the session's case even to one who begins to ask while the related record is in front", () => {
    app.openSession(caseX);
    app.openTab(phoneCall);
    expect(shownRecord(window).shows(x)).toBe(true);
  });

  test("an unsaved case only in the session and the tab in which it was first seen", () => {
    const unsaved = "https://org.example/main.aspx?appid=1&pagetype=entityrecord&etn=incident";
    const first = app.openSession(unsaved);
    expect(shown.showsUnsaved()).toBe(true);
    const other = app.openSession(unsaved);
    const second = shownRecord(window);
    expect([shown.showsUnsaved(), second.showsUnsaved()]).toEqual([false, true]);
    app.openSession(caseX);
    expect([shown.showsUnsaved(), second.showsUnsaved()]).toEqual([false, false]);
    app.focusSession(first);
    expect([shown.showsUnsaved(), second.showsUnsaved()]).toEqual([true, false]);
    app.openTab(unsaved);
    expect(shown.showsUnsaved()).toBe(false);
    app.focusSession(other);
    app.dialog = { pageType: "entityrecord", entityName: "task" };
    expect([shown.showsUnsaved(), second.showsUnsaved()]).toEqual([false, true]);
  });

  test("another case as soon as it is in front, in a session of its own or as a tab of the first one's", () => {
    const first = app.openSession(caseX);
    const second = app.openSession(caseY);
    expect([shown.shows(x), shown.shows(y)]).toEqual([false, true]);
    app.focusSession(first);
    expect([shown.shows(x), shown.shows(y)]).toEqual([true, false]);
    app.openTab(caseY);
    expect([shown.shows(x), shown.shows(y)]).toEqual([false, true]);
    app.focusTab(0);
    expect([shown.shows(x), shown.shows(y)]).toEqual([true, false]);
    app.focusSession(second);
    expect(shown.shows(y)).toBe(true);
  });

  test("for a related record the case that was last in front in its session, while that one is open", () => {
    app.openSession(caseX);
    app.openTab(caseY);
    expect(shown.shows(y)).toBe(true);
    app.openTab(phoneCall);
    expect([shown.shows(x), shown.shows(y)]).toEqual([false, true]);
    app.focusTab(1);
    app.closeTab();
    app.openTab(article);
    expect([shown.shows(x), shown.shows(y)]).toEqual([true, false]);
  });

  test("no case in the home session, unless the case itself is in front there", () => {
    app.openSession(caseX);
    app.focusSession("session0");
    expect(shown.shows(x)).toBe(false);
    app.openTab(caseX);
    expect(shown.shows(x)).toBe(true);
    app.openTab(phoneCall);
    expect(shown.shows(x)).toBe(false);
  });

  test("no case while a list or a dashboard is in front, in whatever session", () => {
    app.openSession(caseX);
    app.openTab(listUrl);
    expect(shown.shows(x)).toBe(false);
    app.openTab("https://org.example/main.aspx?pagetype=dashboard");
    expect(shown.shows(x)).toBe(false);
  });

  test.each([
    { pageType: "entityrecord", entityName: "queueitem", entityId: y },
    { pageType: "entityrecord", entityName: "phonecall" },
    { pageType: "inlinedialog", entityName: "" },
  ])("the case under a dialog or quick create (%o)", dialog => {
    app.openSession(caseX);
    app.dialog = dialog;
    expect(shown.shows(x)).toBe(true);
  });

  test("no case while a new one is not saved", () => {
    app.openSession("https://org.example/main.aspx?pagetype=entityrecord&etn=incident");
    expect(shown.shows("")).toBe(false);
  });

  test("forms that are open, in front or not, until their tab or session is closed", () => {
    const first = app.openSession(caseX);
    app.openTab(caseY);
    app.focusSession("session0");
    expect([shown.isOpen(x), shown.isOpen(y)]).toEqual([true, true]);
    app.focusSession(first);
    app.closeTab();
    expect([shown.isOpen(x), shown.isOpen(y)]).toEqual([true, false]);
    app.closeSession(first);
    expect(shown.isOpen(x)).toBe(false);
  });

  test("tells of switched and closed sessions and tabs at once, until nobody listens", () => {
    let told = 0;
    const stop = shown.listen(() => told++);
    const first = app.openSession(caseX);
    app.openTab(phoneCall);
    app.closeTab();
    app.closeSession(first);
    expect(told).toBe(4);
    stop();
    expect([...app.handlers.values()].every(handlers => handlers.size === 0)).toBe(true);
  });

  test("falls back on its memory where the host does not tell its tabs' pages", () => {
    const session = { sessionId: "one", isDefault: false };
    let input = { pageType: "entityrecord", entityName: "incident", entityId: x };
    Object.assign(window, {
      Xrm: {
        Utility: { getPageContext: () => ({ input }) },
        App: { sessions: { getFocusedSession: () => session } },
      },
    });
    expect(shown.shows(x)).toBe(true);
    input = { pageType: "entityrecord", entityName: "phonecall", entityId: y };
    expect([shown.shows(x), shown.isOpen(x)]).toEqual([true, undefined]);
  });
});

describe("in a single-session app, the page shows", () => {
  const go = (url: string, dialog?: FakeApp["dialog"]) => {
    history.replaceState(null, "", new URL(url).pathname + new URL(url).search);
    Object.assign(window, { Xrm: singleSession({ url, dialog }) });
  };

  test.each([
    ["the case it shows", caseX, true],
    ["another case", caseY, false],
    ["another table's record", phoneCall, false],
    ["a list", listUrl, false],
    ["its start page", "https://org.example/main.aspx", false],
  ])("%s", (_what, url, isShown) => {
    const shown = shownRecord(window);
    go(caseX);
    expect(shown.shows(x)).toBe(true);
    go(url);
    expect(shown.shows(x)).toBe(isShown);
  });

  test("the case under a dialog", () => {
    go(caseX, { pageType: "entityrecord", entityName: "phonecall" });
    expect(shownRecord(window).shows(x)).toBe(true);
  });

  test("a change of page after a click or going back", () => {
    let told = 0;
    const stop = shownRecord(window).listen(() => told++);
    document.body.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    window.dispatchEvent(new Event("popstate"));
    stop();
    document.body.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(told).toBe(2);
  });
});

describe("every case counts as shown", () => {
  test("where there is no app, as in the test harness", () => {
    const shown = shownRecord(window);
    expect([shown.shows(x), shown.isOpen(x)]).toEqual([true, undefined]);
    shown.listen(() => undefined)();
  });

  test.each([
    ["lacks the page context", {}],
    ["says nothing", { Utility: { getPageContext: () => ({}) } }],
    [
      "fails",
      {
        Utility: {
          getPageContext: () => {
            throw new Error("The session is closing.");
          },
        },
      },
    ],
  ])("where the app %s", (_what, xrm) => {
    Object.assign(window, { Xrm: xrm });
    expect(shownRecord(window).shows(x)).toBe(true);
  });
});
