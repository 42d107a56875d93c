import { expect, it } from "vitest";
import { Route } from "../src/routing/route";
import { Workspace } from "../src/workspace/workspace";
import { createAppSessions } from "../src/xrm/appSessions";

const cases: Route = { page: "list", table: "incident" };
const newCase = { pageInput: { pageType: "entityrecord", entityName: "incident", entityId: "{A1}" } };

type Register = (argument: unknown) => string;

interface Events {
  addOnAfterSessionCreate: Register;
  addOnAfterSessionSwitch: Register;
  removeOnAfterSessionSwitch: (id: string) => void;
}

function create(app: "single" | "multisession", onError: (error: unknown) => void = () => undefined) {
  const workspace = new Workspace(app, cases);
  return { workspace, sessions: createAppSessions(workspace, onError) };
}

it("a single-session app has one session that can't be closed, and makes no other", async () => {
  const { sessions } = create("single");
  expect(sessions.canCreateSession()).toBe(false);
  expect(sessions.getAll().getLength()).toBe(1);
  expect(sessions.getFocusedSession()).toMatchObject({ sessionId: "session-id-0", isDefault: true, canClose: false });
  await expect(sessions.createSession(newCase)).rejects.toThrow("one session only");
  await expect(sessions.getFocusedSession().tabs.createTab(newCase)).rejects.toThrow("no app tabs");
});

it("a session is created in front, with the page as its first tab", async () => {
  const { sessions, workspace } = create("multisession");
  const id = await sessions.createSession({ ...newCase, options: { title: "A call" } });
  expect(sessions.getFocusedSession()).toMatchObject({ sessionId: id, title: "A call", isDefault: false });
  expect(workspace.front.route).toMatchObject({ table: "incident", id: "a1" });
});

it("a session that is to stay behind does", async () => {
  const { sessions } = create("multisession");
  await sessions.createSession({ ...newCase, options: { isFocused: false } });
  expect(sessions.getAll().getLength()).toBe(2);
  expect(sessions.getFocusedSession().isDefault).toBe(true);
});

it("tabs are created, found, brought to the front and closed", async () => {
  const { sessions } = create("multisession");
  const id = await sessions.createSession(newCase);
  const session = sessions.getSession(id ?? "");
  const tabId = await session?.tabs.createTab({ pageInput: { pageType: "entitylist", entityName: "account" } });
  expect(session?.tabs.getFocusedTab().tabId).toBe(tabId);
  expect(session?.tabs.getTab(tabId ?? "")?.getParentSessionId()).toBe(id);
  session?.tabs.getTab("tab-id-1")?.focus();
  expect(session?.tabs.getFocusedTab().tabId).toBe("tab-id-1");
  expect(await session?.tabs.getTab(tabId ?? "")?.close()).toBe(true);
  expect(session?.tabs.getAll().getLength()).toBe(1);
});

it("handlers are told which session was left and which one shows, until they are removed", async () => {
  const { sessions } = create("multisession");
  const events = sessions as unknown as Events;
  const told: unknown[] = [];
  const id = events.addOnAfterSessionSwitch((context: { getEventArgs: () => { getInputArguments: () => unknown } }) =>
    told.push(context.getEventArgs().getInputArguments()),
  );
  await sessions.createSession(newCase);
  events.removeOnAfterSessionSwitch(id);
  await sessions.getSession("session-id-0")?.focus();
  expect(told).toEqual([{ previousSessionId: "session-id-0", newSessionId: "session-id-1" }]);
});

it("a handler that throws keeps no other from being told", async () => {
  const errors: unknown[] = [];
  const { sessions } = create("multisession", error => errors.push(error));
  const events = sessions as unknown as Events;
  let told = 0;
  events.addOnAfterSessionCreate(() => {
    throw new Error("broken");
  });
  events.addOnAfterSessionCreate(() => told++);
  await sessions.createSession(newCase);
  expect(told).toBe(1);
  expect(errors).toHaveLength(1);
});
