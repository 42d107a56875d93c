// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { SettingsModel, type SettingsView } from "../../pages/settings/settingsModel";
import { settingsStore } from "../../pages/settings/settingsStore";
import { tabDrafts } from "../../pages/shared/drafts";
import { webApi } from "../../pages/shared/webApi";

type Ready = Extract<SettingsView, { phase: "ready" }>;

/** The Web API as far as the page uses it, over one row that several people may write. */
class Server {
  row: Record<string, unknown> | undefined = {
    casetime_enabled: true,
    casetime_updateinterval: 10,
    casetime_idleminutes: 3,
    casetime_overlaponce: false,
    casetime_maxlogminutes: 1440,
    modifiedon: "2030-01-01 10:00",
    "_modifiedby_value@OData.Community.Display.V1.FormattedValue": "Person A",
  };
  version = 1;
  rights = "ReadAccess, WriteAccess";
  refusal: { status: number; code?: string; message?: string } | "offline" | undefined;
  writes: unknown[] = [];

  /** Another admin saves. */
  saves(by: string, values: Record<string, unknown>): void {
    const who = { "_modifiedby_value@OData.Community.Display.V1.FormattedValue": by };
    this.row = { ...this.row, ...values, ...who };
    this.version++;
  }

  readonly fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (this.refusal === "offline") throw new TypeError("Failed to fetch");
    if (this.refusal) return this.refuse(this.refusal.status, this.refusal.code, this.refusal.message);
    if (String(url).includes("RetrievePrincipalAccess"))
      return this.row ? Response.json({ AccessRights: this.rights }) : this.refuse(404, "0x80040217", "No such row.");
    if (init?.method !== "PATCH") return this.answer();
    const headers = new Headers(init.headers);
    const isCurrent = this.row ? headers.get("If-Match") === this.tag : headers.get("If-None-Match") === "*";
    if (!isCurrent) return this.refuse(412, "0x80060882", "The version of the existing record doesn't match.");
    const values = JSON.parse(String(init.body)) as Record<string, unknown>;
    this.writes.push(values);
    this.saves("Person B", values);
    return this.answer();
  };

  private get tag(): string {
    return `W/"${this.version}"`;
  }

  private answer(): Response {
    return this.row
      ? Response.json({ "@odata.etag": this.tag, ...this.row })
      : this.refuse(404, "0x80040217", "No such row.");
  }

  private refuse(status: number, code = "", message = ""): Response {
    return Response.json({ error: { code, message } }, { status });
  }
}

let server: Server;

beforeEach(() => {
  window.sessionStorage.clear();
  server = new Server();
});

async function open(): Promise<{ model: SettingsModel; view: () => Ready }> {
  const model = new SettingsModel(settingsStore(webApi(server.fetch)), "me", tabDrafts("test"), () => undefined);
  await model.load();
  return { model, view: () => model.view() as Ready };
}

describe("the settings page", () => {
  test("shows what is stored, who changed it last and when", async () => {
    const { view } = await open();
    expect(view()).toMatchObject({
      phase: "ready",
      entries: { enabled: true, interval: "10", idle: "3", overlapOnce: false, maximum: "1440" },
      stored: { changed: { by: "Person A", on: "2030-01-01 10:00" } },
      mayWrite: true,
      changed: [],
    });
  });

  test("writes only what was changed", async () => {
    const { model, view } = await open();
    model.edit("interval", "20");
    await model.save();
    expect(server.writes).toEqual([{ casetime_updateinterval: 20 }]);
    expect(view()).toMatchObject({ notice: "saved", changed: [], stored: { changed: { by: "Person B" } } });
  });

  test("without a row shows the defaults, and its first save writes them all", async () => {
    server.row = undefined;
    const { model, view } = await open();
    expect(view()).toMatchObject({ entries: { enabled: false, interval: "10" }, stored: { changed: undefined } });
    model.edit("enabled", true);
    await model.save();
    expect(server.writes).toEqual([
      {
        casetime_enabled: true,
        casetime_updateinterval: 10,
        casetime_idleminutes: 3,
        casetime_overlaponce: false,
        casetime_maxlogminutes: 1440,
      },
    ]);
  });

  test("sends nothing while a number is wrong", async () => {
    const { model, view } = await open();
    model.edit("interval", "61");
    await model.save();
    expect(server.writes).toEqual([]);
    expect(view().problems).toEqual({ interval: "outOfRange" });
  });

  test("tells the server's own sentence, and keeps what was entered", async () => {
    const { model, view } = await open();
    model.edit("interval", "20");
    server.refusal = { status: 400, message: "CT1013: casetime_updateinterval must lie between 10 and 60." };
    await model.save();
    expect(view().refusal?.message).toContain("CT1013");
    expect(view().entries.interval).toBe("20");
  });

  test("offers nothing to who may only read", async () => {
    server.rights = "ReadAccess";
    expect((await open()).view().mayWrite).toBe(false);
  });

  test("says so where it may not even be read", async () => {
    server.refusal = { status: 403, message: "Principal lacks prvReadcasetime_setting." };
    const { model } = await open();
    expect(model.view()).toMatchObject({ phase: "failed", refusal: { kind: "rights" } });
  });
});

describe("where somebody else saved first", () => {
  test("the save is not taken for theirs; both are brought together, and the next save succeeds", async () => {
    const { model, view } = await open();
    model.edit("interval", "20");
    model.edit("idle", "7");
    server.saves("Person C", { casetime_updateinterval: 30, casetime_maxlogminutes: 60 });
    await model.save();
    expect(server.writes).toEqual([]);
    expect(view()).toMatchObject({
      notice: "conflict",
      refusal: undefined,
      entries: { interval: "20", idle: "7", maximum: "60" },
      disputed: ["interval"],
      stored: { changed: { by: "Person C" }, values: { interval: 30 } },
    });
    await model.save();
    expect(server.writes).toEqual([{ casetime_updateinterval: 20, casetime_idleminutes: 7 }]);
  });

  test("who gives up takes what they saved", async () => {
    const { model, view } = await open();
    model.edit("interval", "20");
    server.saves("Person C", { casetime_updateinterval: 30 });
    await model.save();
    model.discard();
    expect(view()).toMatchObject({ entries: { interval: "30" }, changed: [], disputed: [], notice: undefined });
  });

  test("and made the first row, the defaults are not written over it", async () => {
    server.row = undefined;
    const { model, view } = await open();
    model.edit("idle", "7");
    server.saves("Person C", { casetime_enabled: true, casetime_idleminutes: 5 });
    await model.save();
    expect(view()).toMatchObject({ notice: "conflict", entries: { enabled: true, idle: "7" }, disputed: ["idle"] });
  });
});

describe("midway", () => {
  test("the network is lost: the entries stay, and the next save succeeds", async () => {
    const { model, view } = await open();
    model.edit("idle", "7");
    server.refusal = "offline";
    await model.save();
    expect(view()).toMatchObject({
      refusal: { kind: "network" },
      entries: { idle: "7" },
      mayWrite: true,
      saving: false,
    });
    server.refusal = undefined;
    await model.save();
    expect(server.writes).toEqual([{ casetime_idleminutes: 7 }]);
  });

  test("the right is lost: it says so, and keeps what was entered", async () => {
    const { model, view } = await open();
    model.edit("idle", "7");
    server.refusal = { status: 403, message: "Principal lacks prvWritecasetime_setting." };
    await model.save();
    expect(view()).toMatchObject({ refusal: { kind: "rights" }, mayWrite: false, entries: { idle: "7" } });
  });

  test("the page is left: what was entered is back, on top of what is stored by then", async () => {
    (await open()).model.edit("idle", "7");
    server.saves("Person C", { casetime_updateinterval: 30 });
    const { view } = await open();
    expect(view()).toMatchObject({ notice: "restored", entries: { idle: "7", interval: "30" }, changed: ["idle"] });
  });

  test("a draft that somebody tampered with is left alone", async () => {
    window.sessionStorage.setItem("test", '{"base":{"idle":"<b>"},"entries":4}');
    expect((await open()).view()).toMatchObject({ notice: undefined, changed: [] });
  });
});
