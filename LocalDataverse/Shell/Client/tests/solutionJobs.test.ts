import { describe, expect, it } from "vitest";
import { Fetch, WebApi } from "../src/platform/webApi";
import { beginImport, follow, ImportWish, Job, JobState, newId, startPromotion } from "../src/solutions/jobs";
import { FakeServer } from "./fakes";

const wish: ImportWish = { zip: "UEs=", mode: "update", overwrite: false };
const job: Job = { operationId: "o1", importId: "i1" };
const started = { AsyncOperationId: "o1", ImportJobKey: "i1" };

/** A server that can't be reached for some requests, counted from 1. */
function dropping(server: FakeServer, lost: (request: string, count: number) => boolean): Fetch {
  let count = 0;
  return (url, init) =>
    lost(`${init?.method ?? "GET"} ${url}`, ++count) ? Promise.reject(new TypeError("x")) : server.fetch(url, init);
}

describe("an import that begins", () => {
  it.each([
    ["update", "ImportSolutionAsync", undefined],
    ["stage", "ImportSolutionAsync", true],
    ["upgrade", "StageAndUpgradeAsync", undefined],
  ] as const)("asks for %s by %s", async (mode, message, holding) => {
    const server = new FakeServer().on(`POST ${message}`, started);
    const begun = await beginImport(new WebApi(server.fetch), { ...wish, mode, overwrite: true }, "i1", false);
    expect(begun).toEqual(job);
    const body = server.last("POST").body as Record<string, unknown>;
    expect([body.OverwriteUnmanagedCustomizations, body.ImportJobId, body.HoldingSolution]).toEqual([
      true,
      "i1",
      holding,
    ]);
  });

  it("is followed where its answer was lost but it arrived", async () => {
    const server = new FakeServer().on("POST ImportSolutionAsync", started).on("GET importjobs(i1)", {});
    const api = new WebApi(dropping(server, request => request.startsWith("POST")));
    expect(await beginImport(api, wish, "i1", false)).toEqual({ operationId: "", importId: "i1" });
  });

  it("is told where it did not arrive, or nobody knows", async () => {
    const server = new FakeServer().on("GET importjobs(i1)", { error: { message: "None." } }, 404);
    const noPost = new WebApi(dropping(server, request => request.startsWith("POST")));
    await expect(beginImport(noPost, wish, "i1", false)).rejects.toThrow("could not be reached");
    const nothing = new WebApi(dropping(server, () => true));
    await expect(beginImport(nothing, wish, "i1", false)).rejects.toThrow("could not be reached");
  });

  it("is not sent a second time where the first one arrived after all", async () => {
    const server = new FakeServer().on("POST ImportSolutionAsync", started).on("GET importjobs(i1)", {});
    await beginImport(new WebApi(server.fetch), wish, "i1", true);
    expect(server.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("that may not be is refused in the server's words", async () => {
    const server = new FakeServer().on("POST ImportSolutionAsync", { error: { message: "You may not." } }, 403);
    await expect(beginImport(new WebApi(server.fetch), wish, "i1", false)).rejects.toThrow("You may not.");
  });
});

describe("a job that is followed", () => {
  const running = { statecode: 2, statuscode: 20 };
  const done = { statecode: 3, statuscode: 30 };

  async function watch(server: FakeServer, steps: (() => void)[], followed = job, fetch = server.fetch) {
    const states: JobState[] = [];
    const waited: number[] = [];
    let step = 0;
    await follow(new WebApi(fetch), followed, {
      onState: state => states.push(state),
      wait: milliseconds => {
        waited.push(milliseconds);
        steps[step++]?.();
        return Promise.resolve();
      },
      isStopped: () => step > steps.length,
    });
    return { states, waited };
  }

  it("tells its progress, which never goes back, and ends with the log", async () => {
    const server = new FakeServer()
      .on("GET asyncoperations(o1)", running)
      .on("GET importjobs(i1)?$select=progress", { progress: 40 })
      .on("GET importjobs(i1)?$select=data", { data: "<log />" });
    const { states } = await watch(server, [
      () => server.on("GET importjobs(i1)?$select=progress", { progress: 10 }),
      () => server.on("GET asyncoperations(o1)", done),
    ]);
    expect(states).toEqual([
      { state: "running", percent: 40 },
      { state: "running", percent: 40 },
      { state: "succeeded", log: "<log />" },
    ]);
  });

  it("that fails says why, with the log", async () => {
    const server = new FakeServer()
      .on("GET asyncoperations(o1)", { statecode: 3, statuscode: 31, friendlymessage: "The role is bad." })
      .on("GET importjobs(i1)?$select=progress", { progress: 60 })
      .on("GET importjobs(i1)?$select=data", { data: "<log />" });
    const { states } = await watch(server, []);
    expect(states).toEqual([{ state: "failed", error: "The role is bad.", log: "<log />" }]);
  });

  it("outlasts a server that goes away, and asks less often meanwhile", async () => {
    const server = new FakeServer()
      .on("GET asyncoperations(o1)", done)
      .on("GET importjobs(i1)", { progress: 100, data: "<log />" });
    const fetch = dropping(server, (_, count) => count <= 4);
    const { states, waited } = await watch(server, [() => undefined, () => undefined], job, fetch);
    expect(states.map(({ state }) => state)).toEqual(["lost", "lost", "succeeded"]);
    expect(waited).toEqual([3000, 3000]);
  });

  it("whose progress may not be read any more says so and goes on asking", async () => {
    const server = new FakeServer()
      .on("GET asyncoperations(o1)", { error: { message: "No privilege." } }, 403)
      .on("GET importjobs(i1)", { progress: 0 });
    const { states } = await watch(server, []);
    expect(states[0]).toMatchObject({
      state: "lost",
      error: "You may not read how the job stands any more: No privilege.",
    });
  });

  it("is judged by the import job alone where the system job is not known", async () => {
    const server = new FakeServer().on("GET importjobs(i1)", { progress: 100, completedon: "2025-03-03T09:00:00Z" });
    expect((await watch(server, [], { operationId: "", importId: "i1" })).states).toEqual([
      { state: "succeeded", log: "" },
    ]);
    server.on("GET importjobs(i1)", { progress: 60, completedon: "2025-03-03T09:00:00Z" });
    expect((await watch(server, [], { operationId: "", importId: "i1" })).states).toEqual([
      { state: "failed", error: "The log says why.", log: "" },
    ]);
  });

  it("ends when nobody watches any more", async () => {
    const server = new FakeServer().on("GET asyncoperations(o1)", running).on("GET importjobs(i1)", { progress: 1 });
    expect((await watch(server, [])).states).toHaveLength(1);
  });

  it("of an upgrade that is applied has no log", async () => {
    const server = new FakeServer()
      .on("POST DeleteAndPromoteAsync", { AsyncOperationId: "o2" })
      .on("GET asyncoperations(o2)", done);
    const promotion = await startPromotion(new WebApi(server.fetch), "Time");
    expect(server.last("POST").body).toEqual({ UniqueName: "Time" });
    expect((await watch(server, [], promotion)).states).toEqual([{ state: "succeeded", log: "" }]);
  });
});

describe("ids", () => {
  it("are random GUIDs", () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newId()).not.toBe(newId());
  });
});
