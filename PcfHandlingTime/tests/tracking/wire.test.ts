import { describe, expect, test } from "vitest";
import { fitting, keepaliveBytes, settingsRequest, timelineRequest } from "../../tracking/wire";
import { newYear } from "./arbitraries";

const key = { caseId: "11111111-1111-1111-1111-111111111111", workDate: "2030-01-01" };
const writer = { userId: "22222222-2222-2222-2222-222222222222", device: "0123456789abcdef" };
const worstDay = Array.from({ length: 43_200 }, (_, i) => ({ start: newYear + i * 2, end: newYear + i * 2 + 1 }));

describe("what is sent", () => {
  test("is an upsert of the row that case, rep, date and device name", () => {
    const request = timelineRequest(writer, key, [{ start: newYear, end: newYear + 60 }]);
    expect(request.method).toBe("PATCH");
    expect(request.path).toMatch(
      /^casetime_timetrackers\([0-9a-f-]{36}\)\?\$select=casetime_timeline,casetime_durationseconds$/,
    );
    expect(JSON.parse(request.body ?? "")).toEqual({
      casetime_category: 735500001,
      "casetime_regardingcase@odata.bind": "/incidents(11111111-1111-1111-1111-111111111111)",
      casetime_workdate: "2030-01-01",
      casetime_device: "0123456789abcdef",
      casetime_timeline: "v1 0+60",
    });
  });

  test("fits a keepalive request even on the worst day", () => {
    const fits = fitting(writer, key, worstDay, keepaliveBytes);
    expect(timelineRequest(writer, key, fits).body?.length).toBeLessThanOrEqual(keepaliveBytes);
    expect(timelineRequest(writer, key, worstDay.slice(0, fits.length + 1)).body?.length).toBeGreaterThan(
      keepaliveBytes,
    );
    expect(keepaliveBytes).toBeLessThan(64 * 1024);
  });

  test("is nothing where nothing fits, and all where all does", () => {
    expect(fitting(writer, key, worstDay, 100)).toEqual([]);
    expect(fitting(writer, key, worstDay.slice(0, 5), 1000)).toEqual(worstDay.slice(0, 5));
  });

  test("asks for the one settings row by its fixed id", () => {
    expect(settingsRequest().path).toMatch(/^casetime_settings\(73550000-0000-4000-8000-000000000001\)\?/);
  });
});
