import { describe, expect, it } from "vitest";
import { formatDuration, Formatter, parseDuration } from "../src/platform/formatter";
import { Privileges } from "../src/platform/privileges";
import { formattedValue, readReference } from "../src/platform/rows";
import { fromWallClock, offsetMinutes, toWallClock } from "../src/platform/timeZone";
import { WebApi } from "../src/platform/webApi";
import { parseRoute, routeUrl } from "../src/routing/route";
import { fromInput, toInput } from "../src/ui/fields/DateInput";
import { column, FakeServer } from "./fakes";

describe("a duration", () => {
  it.each([
    ["90", 90],
    ["1:30", 90],
    ["1h 30m", 90],
    ["1h30", undefined],
    ["1.5h", 90],
    ["1,5 hours", 90],
    ["2 days", 2880],
    ["45 minutes", 45],
    ["soon", undefined],
    ["1h later", undefined],
  ])("typed as %s is %s minutes", (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes);
  });

  it.each([
    [0, "0 minutes"],
    [1, "1 minute"],
    [90, "1.5 hours"],
    [60, "1 hour"],
    [2880, "2 days"],
  ])("of %s minutes shows as %s", (minutes, text) => {
    expect(formatDuration(minutes)).toBe(text);
  });

  it.each([1, 59, 60, 90, 1440])("of %s minutes is read back from what it shows as", minutes => {
    expect(parseDuration(formatDuration(minutes))).toBe(minutes);
  });
});

describe("a duration in another language", () => {
  it.each([
    [1031, "1,5 Stunden", "Dauer (Stunden)"],
    [1036, "1,5 heure", "Dauer (heures)"],
    [1041, "1.5 時間", "Dauer (時間)"],
  ])("reads as that language writes it: %s", (language, duration, axis) => {
    const formatter = new Formatter(language, "UTC");
    // French parts number and unit by a space that does not break.
    expect(formatDuration(90, formatter.locale).replace("\u00a0", " ")).toBe(duration);
    expect(formatter.inUnit("Dauer", "hour")).toBe(axis);
  });
});

describe("a time zone", () => {
  const summer = new Date("2025-07-01T10:00:00Z");

  it("is ahead of UTC by what the day has", () => {
    expect(offsetMinutes("Europe/Berlin", summer)).toBe(120);
    expect(offsetMinutes("Europe/Berlin", new Date("2025-01-01T10:00:00Z"))).toBe(60);
  });

  it("leads back from the wall clock to the instant, on both sides of a clock change", () => {
    for (const text of [
      "2025-03-30T00:59:00Z",
      "2025-03-30T01:00:00Z",
      "2025-10-26T02:30:00Z",
      "2025-07-01T10:00:00Z",
    ]) {
      const instant = new Date(text);
      expect(fromWallClock("Europe/Berlin", toWallClock("Europe/Berlin", instant))).toEqual(instant);
    }
  });

  it("of the user shows in date controls and formatted texts", () => {
    const info = column("start", "datetime", { format: "dateandtime" });
    expect(toInput(info, "2025-07-01T10:00:00Z", "Europe/Berlin")).toBe("2025-07-01T12:00");
    expect(fromInput(info, "2025-07-01T12:00", "Europe/Berlin")).toBe("2025-07-01T10:00:00Z");
    expect(new Formatter(1031, "Europe/Berlin").value(info, "2025-07-01T10:00:00Z")).toBe("01.07.25, 12:00");
  });

  it("does not move a date without time", () => {
    const info = column("day", "datetime", { behavior: "DateOnly", format: "dateonly" });
    expect(toInput(info, "2025-03-01", "America/Los_Angeles")).toBe("2025-03-01");
    expect(new Formatter(1031, "America/Los_Angeles").value(info, "2025-03-01")).toBe("01.03.25");
  });
});

describe("a privilege", () => {
  const privileges = new Privileges({ prvReadIncident: 3, prvWriteIncident: 0 });

  it("is found whatever the case of the table's name", () => {
    expect(privileges.has("incident", 2)).toBe(true);
    expect(privileges.has("incident", 4)).toBe(false);
  });

  it("reaches as deep as asked for", () => {
    expect(privileges.has("Incident", 2, 3)).toBe(true);
    expect(privileges.has("Incident", 3, 1)).toBe(false);
  });
});

describe("an address", () => {
  it.each([
    ["", { page: "home" }],
    ["?pagetype=entitylist&etn=incident&viewid=%7BABC%7D", { page: "list", table: "incident", viewId: "abc" }],
    ["?etn=incident&pagetype=entityrecord&id=%7BABC%7D", { page: "record", table: "incident", id: "abc" }],
    ["?etn=incident&pagetype=entityrecord", { page: "record", table: "incident" }],
    ["?appid=x&pagetype=dashboard&id=%7BABC%7D", { page: "dashboard", id: "abc" }],
    ["?pagetype=webresource&webresourceName=a_%2Fb.html&data=c", { page: "webresource", name: "a_/b.html", data: "c" }],
    ["?pagetype=webresource", { page: "home" }],
  ])("%s leads to its page", (search, route) => {
    expect(parseRoute(search)).toEqual(route);
  });

  it.each([
    { page: "record", table: "task", id: "abc", formId: "f", defaults: "subject=a&b" },
    { page: "dashboard", id: "abc" },
    { page: "webresource", name: "a_/b.html", data: "c" },
  ] as const)("is written as it is read: $page", route => {
    expect(parseRoute(new URL(routeUrl(route, "an-app"), "http://x").search)).toEqual(route);
  });
});

describe("a row", () => {
  const row = {
    _ownerid_value: "1",
    "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
    "_ownerid_value@OData.Community.Display.V1.FormattedValue": "Tier 2",
    a_x002e_name: "Contoso",
  };

  it("gives a lookup with table and name", () => {
    expect(readReference(row, "ownerid")).toEqual({ id: "1", table: "team", name: "Tier 2" });
  });

  it("gives columns of linked tables by alias", () => {
    expect(formattedValue(row, "a.name")).toBe("Contoso");
  });
});

describe("the Web API", () => {
  it("reports the server's code and sentence", async () => {
    const server = new FakeServer().on("GET incidents", { error: { code: "0x80040217", message: "Not there." } }, 404);
    await expect(new WebApi(server.fetch).get("incidents(1)")).rejects.toMatchObject({
      status: 404,
      code: "0x80040217",
      message: "Not there.",
    });
  });

  it("never creates by update", async () => {
    const headers: unknown[] = [];
    const api = new WebApi((_, init) => {
      headers.push(init?.headers);
      return Promise.resolve(new Response(null, { status: 204 }));
    });
    await api.update("incidents", "1", { title: "x" });
    expect(headers[0]).toMatchObject({ "If-Match": "*" });
  });

  it("follows next links to the end", async () => {
    const server = new FakeServer()
      .on("GET views?page=1", { value: [{ n: 1 }], "@odata.nextLink": "http://x/views?page=2" })
      .on("GET http://x/views?page=2", { value: [{ n: 2 }] });
    expect(await new WebApi(server.fetch).getAll("views?page=1")).toEqual([{ n: 1 }, { n: 2 }]);
  });
});
