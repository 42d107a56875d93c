import { describe, expect, test } from "vitest";
import { defaultSettings, readCaseState, readSettings, SettingsError } from "../../tracking/settings";

const answer = (status: number, body: unknown) => ({
  status,
  body,
  date: null,
  retryAfter: null,
  sentAt: 0,
  receivedAt: 0,
});

describe("the settings", () => {
  test("are what the row says", () => {
    const row = { casetime_enabled: true, casetime_updateinterval: 60, casetime_idleminutes: 0 };
    expect(readSettings(answer(200, row))).toEqual({ enabled: true, updateMinutes: 60, idleMinutes: 0 });
  });

  test("are the defaults, and off, where the row is missing", () => {
    const body = { error: { code: "0x80040217", message: "casetime_setting does not exist" } };
    expect(readSettings(answer(404, body))).toEqual(defaultSettings);
    expect(defaultSettings.enabled).toBe(false);
  });

  test.each([
    ["an interval below 10 minutes", { casetime_updateinterval: 9 }],
    ["an interval above 60 minutes", { casetime_updateinterval: 61 }],
    ["a negative idle time", { casetime_idleminutes: -1 }],
    ["columns without a value", { casetime_updateinterval: null, casetime_idleminutes: null }],
  ])("with %s fall back to the default there", (_, row) => {
    expect(readSettings(answer(200, { casetime_enabled: true, ...row }))).toEqual({
      ...defaultSettings,
      enabled: true,
    });
  });

  test.each([
    ["no answer", 0, undefined],
    ["a missing table", 404, { error: { code: "0x80060888", message: "Resource not found" } }],
    ["a page that is no Web API", 404, undefined],
    ["a missing privilege", 403, { error: { code: "0x80040220", message: "Missing prvRead" } }],
    ["an empty answer", 200, undefined],
  ])("cannot be read from %s", (_, status, body) => {
    expect(() => readSettings(answer(status, body))).toThrow(SettingsError);
  });
});

describe("the state of a case", () => {
  const said = { CaseActive: true, Enabled: true, UpdateInterval: 30, IdleMinutes: 0, AutomaticSeconds: 5 };

  test("and the settings are what the one answer says", () => {
    expect(readCaseState(answer(200, said))).toEqual({
      caseActive: true,
      settings: { enabled: true, updateMinutes: 30, idleMinutes: 0 },
    });
  });

  test.each([
    ["nothing of use", {}],
    ["values of the wrong kind", { CaseActive: "yes", Enabled: 1, UpdateInterval: "10", IdleMinutes: null }],
    ["values out of range", { UpdateInterval: 5, IdleMinutes: 61 }],
  ])("is inactive and off, with the defaults, where it says %s", (_, body) => {
    expect(readCaseState(answer(200, body))).toEqual({ caseActive: false, settings: defaultSettings });
  });

  test("cannot be read from a refusal", () => {
    const body = { error: { code: "0x80040220", message: "Missing prvReadIncident" } };
    expect(() => readCaseState(answer(403, body))).toThrow("Missing prvReadIncident");
  });
});
