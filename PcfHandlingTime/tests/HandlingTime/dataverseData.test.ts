import { describe, expect, test } from "vitest";
import { dataverseData, type DataverseHost } from "../../HandlingTime/model/dataverseData";
import { ConflictError, GoneError, SavedBeforeError, UnansweredError } from "../../HandlingTime/model/ports";
import type { NetworkAnswer, NetworkRequest } from "../../tracking/ports";

const caseId = "11111111-1111-1111-1111-111111111111";
const formatted = "@OData.Community.Display.V1.FormattedValue";
const draft = { seconds: 90, start: new Date("2030-01-01T08:00Z"), reasonCategory: 735500001, reason: "" };

/** @param answers What requests are answered, one by one; the last one again and again. */
function world(
  answers: Partial<NetworkAnswer> | Partial<NetworkAnswer>[] = {},
  entities: Record<string, unknown>[] = [],
  nextLink = "",
) {
  const reads: unknown[][] = [];
  const sent: NetworkRequest[] = [];
  const asked: string[] = [];
  const host: DataverseHost = {
    retrieveMultipleRecords: (...read) => {
      reads.push(read);
      return Promise.resolve({ entities, nextLink });
    },
    hasPrivilege: (table, privilege, wide) => {
      asked.push(`${privilege} ${table}${wide ? " wide" : ""}`);
      return !wide;
    },
    loadMetadata: () => Promise.resolve({}),
    openRow: undefined,
  };
  const queue = [answers].flat();
  const data = dataverseData(host, {
    send: request => {
      sent.push(request);
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      return Promise.resolve({
        status: 204,
        date: null,
        retryAfter: null,
        body: undefined,
        sentAt: 0,
        receivedAt: 0,
        ...answer,
      });
    },
  });
  return { data, host, reads, sent, asked };
}

describe("reading the history", () => {
  test("reads logs newest first, a page at a time, with what the Web API says of each", async () => {
    const row = {
      "@odata.etag": 'W/"7"',
      casetime_timetrackerid: "l",
      _ownerid_value: "AAAAAAAA-0000-0000-0000-000000000000",
      [`_ownerid_value${formatted}`]: "Ann",
      casetime_durationseconds: 60,
      casetime_starttime: "2030-01-01T08:00:00Z",
      casetime_reasoncategory: 735500000,
      [`casetime_reasoncategory${formatted}`]: "Research",
      casetime_reason: null,
    };
    const { data, reads } = world({}, [row], "https://org/casetime_timetrackers?$skiptoken=x");
    const page = await data.readLogs({ caseId, onlyRep: undefined, size: 50 });
    expect(page).toEqual({
      items: [
        {
          id: "l",
          rep: { id: "aaaaaaaa-0000-0000-0000-000000000000", name: "Ann" },
          seconds: 60,
          at: new Date("2030-01-01T08:00Z"),
          kind: "Research",
          text: "",
          reasonCategory: 735500000,
          version: 'W/"7"',
        },
      ],
      next: "?$skiptoken=x",
    });
    await data.readLogs({ next: "?$skiptoken=x", size: 50 });
    expect(reads.map(read => [read[0], read[2]])).toEqual([
      ["casetime_timetracker", 50],
      ["casetime_timetracker", 50],
    ]);
    expect(String(reads[0]?.[1])).toMatch(/orderby=casetime_starttime desc,casetime_timetrackerid desc$/);
    expect(reads[1]?.[1]).toBe("?$skiptoken=x");
  });

  test("asks for one rep's entries where only those are shown", async () => {
    const { data, reads } = world();
    await data.readActivities({ caseId, onlyRep: "r", size: 50 });
    expect(reads[0]?.[1]).toContain(" and _ownerid_value eq r&");
  });
});

describe("changing a log", () => {
  test("sends the version it was read with, and gives the new one", async () => {
    const { data, sent } = world({ status: 200, body: { "@odata.etag": 'W/"8"' } });
    expect(await data.updateLog("l", 'W/"7"', draft)).toBe('W/"8"');
    expect(sent[0]).toMatchObject({ method: "PATCH", ifMatch: 'W/"7"' });
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({
      casetime_durationseconds: 90,
      casetime_starttime: "2030-01-01T08:00:00.000Z",
      casetime_reasoncategory: 735500001,
      casetime_reason: null,
    });
  });

  test.each([412, 404])("is a conflict where the row is another by now: %d", async status => {
    const { data } = world({ status, body: { error: { message: "The version doesn't match." } } });
    await expect(data.updateLog("l", "1", draft)).rejects.toBeInstanceOf(ConflictError);
    await expect(data.deleteLog("l", "1")).rejects.toBeInstanceOf(ConflictError);
  });

  test("passes on the server's sentence", async () => {
    const { data } = world({ status: 400, body: { error: { message: "CT1005: Case is not active." } } });
    await expect(data.deleteLog("l", "1")).rejects.toThrow("CT1005: Case is not active.");
  });

  test("says nothing where no answer came", async () => {
    const { data } = world({ status: 0 });
    await expect(data.deleteLog("l", "1")).rejects.toEqual(new UnansweredError(""));
  });

  test("deletes that version only", async () => {
    const { data, sent } = world();
    await data.deleteLog("l", 'W/"7"');
    expect(sent).toEqual([{ method: "DELETE", path: "casetime_timetrackers(l)", ifMatch: 'W/"7"' }]);
  });

  test("creates it again under the id it had", async () => {
    const { data, sent } = world();
    await data.createLog(caseId, draft, "l");
    expect(sent[0]).toMatchObject({ method: "PATCH", path: "casetime_timetrackers(l)" });
    expect(sent[0]?.ifMatch).toBeUndefined();
    expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({
      casetime_category: 735500000,
      casetime_durationseconds: 90,
    });
  });
});

describe("a log that may have been written", () => {
  const stored = {
    "@odata.etag": 'W/"8"',
    casetime_durationseconds: 90,
    casetime_starttime: "2030-01-01T08:00:00Z",
    casetime_reasoncategory: 735500001,
    casetime_reason: null,
  };
  const changed = { status: 412, body: { error: { message: "The version doesn't match." } } };

  test.each([0, 408, 500, 504])("is neither saved nor refused where the answer is %i", async status => {
    const { data } = world({ status });
    await expect(data.createLog(caseId, draft, "l")).rejects.toBeInstanceOf(UnansweredError);
  });

  test("and was is no conflict: it has the very values that were to be written", async () => {
    const { data } = world([changed, { status: 200, body: stored }]);
    expect(await data.updateLog("l", 'W/"7"', draft)).toBe('W/"8"');
  });

  test("by somebody else is one", async () => {
    const { data } = world([changed, { status: 200, body: { ...stored, casetime_durationseconds: 91 } }]);
    await expect(data.updateLog("l", 'W/"7"', draft)).rejects.toBeInstanceOf(ConflictError);
  });

  test("is withdrawn whether it is there or not", async () => {
    const refused = { status: 400, body: { error: { message: "CT1017: Category is not a time log." } } };
    const { data, sent } = world([
      {},
      refused,
      { status: 404, body: { error: { code: "0x80040217" } } },
      { status: 0 },
    ]);
    await data.withdrawLog("l");
    await data.withdrawLog("l");
    expect(sent[0]).toEqual({ method: "DELETE", path: "casetime_timetrackers(l)" });
    await expect(data.withdrawLog("l")).rejects.toBeInstanceOf(UnansweredError);
  });

  test("is gone where the rules refuse to change or delete what is no longer there", async () => {
    const refused = { status: 400, body: { error: { message: "CT1004: Case is missing." } } };
    const none = { status: 404, body: { error: { code: "0x80040217" } } };
    const { data } = world([refused, none, refused, none]);
    await expect(data.updateLog("l", "1", draft)).rejects.toBeInstanceOf(GoneError);
    await expect(data.deleteLog("l", "1")).rejects.toBeInstanceOf(GoneError);
  });

  test("is no conflict where it is its case that is missing", async () => {
    const { data } = world({ status: 404, body: { error: { message: "CT1004: no such case." } } });
    await expect(data.createLog(caseId, draft, "l")).rejects.not.toBeInstanceOf(ConflictError);
  });
});

describe("a correction", () => {
  const correction = { rep: { id: "r", name: "Ann" }, seconds: -1200, reason: "Lunch" };
  const duplicate = {
    status: 412,
    body: { error: { code: "0x80040237", message: "A record with matching key values already exists." } },
  };
  const stored = { casetime_durationseconds: -1200, casetime_reason: "Lunch" };
  const none = { status: 404, body: { error: { code: "0x80040217", message: "Does not exist." } } };

  test("names the rep whose time it is, and leaves owner and dates to the server", async () => {
    const { data, sent } = world();
    await data.createCorrection(caseId, correction, "c");
    expect(sent).toMatchObject([{ method: "POST", path: "casetime_timetrackers" }]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({
      casetime_timetrackerid: "c",
      casetime_category: 735500003,
      "casetime_regardingcase@odata.bind": `/incidents(${caseId})`,
      "casetime_adjusts@odata.bind": "/systemusers(r)",
      casetime_durationseconds: -1200,
      casetime_reason: "Lunch",
    });
  });

  test.each([
    ["already exists", duplicate],
    ["is more than there is left", { status: 400, body: { error: { message: "CT1012: below zero." } } }],
  ])("that is refused since it %s is saved where it is there", async (_why, refusal) => {
    const { data } = world([refusal, { status: 200, body: stored }]);
    await data.createCorrection(caseId, correction, "c");
  });

  test("that is refused and not there passes on the server's sentence", async () => {
    const { data } = world([{ status: 400, body: { error: { message: "CT1012: below zero." } } }, none]);
    await expect(data.createCorrection(caseId, correction, "c")).rejects.toThrow("CT1012: below zero.");
  });

  test("that an earlier try saved with another amount is told", async () => {
    const { data } = world([duplicate, { status: 200, body: { ...stored, casetime_durationseconds: -600 } }]);
    await expect(data.createCorrection(caseId, correction, "c")).rejects.toEqual(new SavedBeforeError(-600));
  });
});

describe("rights", () => {
  test("are asked one by one; the supervisor's at the depth of the organisation", () => {
    const { data, asked } = world();
    expect(data.rights()).toEqual({ create: true, write: true, delete: true, writeAll: false });
    expect(asked).toEqual(
      ["create", "write", "delete", "write"].map(
        (right, i) => `${right} casetime_timetracker${i === 3 ? " wide" : ""}`,
      ),
    );
  });

  test("of a supervisor are never assumed where the host cannot tell", () => {
    const { host, data } = world();
    host.hasPrivilege = () => {
      throw new Error("Metadata not loaded.");
    };
    expect(data.rights()).toEqual({ create: true, write: true, delete: true, writeAll: false });
  });
});

test("pictures are asked for in one request and kept by user", async () => {
  const { data, reads } = world({}, [
    { systemuserid: "A", entityimage_url: "/Image/download.aspx?Id=1" },
    { systemuserid: "b", entityimage_url: null },
  ]);
  expect([...(await data.readPictures(["a", "b"]))]).toEqual([["a", "/Image/download.aspx?Id=1"]]);
  expect(reads[0]?.[1]).toContain("(systemuserid eq a or systemuserid eq b)");
});
