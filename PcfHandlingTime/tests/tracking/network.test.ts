// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import { fetchNetwork } from "../../tracking/browser/network";

const write = { method: "PATCH", path: "casetime_timetrackers(1)", body: "{}", keepalive: true } as const;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the network", () => {
  test("sends to the Web API of the page's own origin, with the page's sign-in, and may outlive the page", async () => {
    const asked: [string, RequestInit][] = [];
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      asked.push([url, init]);
      return Promise.resolve(new Response("{}"));
    });
    await fetchNetwork().send(write);
    const [url, init] = asked[0] ?? ["", {}];
    expect(url).toBe("/api/data/v9.2/casetime_timetrackers(1)");
    expect(init).toMatchObject({ method: "PATCH", body: "{}", keepalive: true, credentials: "same-origin" });
    expect(init.headers).toMatchObject({ Prefer: "return=representation" });
    expect(Object.keys(init.headers as object).map(name => name.toLowerCase())).not.toContain("if-match");
  });

  test("names the version that a row must still have, where one is given", async () => {
    const asked: RequestInit[] = [];
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
      asked.push(init);
      return Promise.resolve(new Response(null, { status: 204 }));
    });
    const answer = await fetchNetwork().send({ method: "DELETE", path: "casetime_timetrackers(1)", ifMatch: 'W/"7"' });
    expect(asked[0]).toMatchObject({ method: "DELETE", headers: { "If-Match": 'W/"7"' } });
    expect(answer).toMatchObject({ status: 204, body: undefined });
  });

  test("has begun the request when it returns, since a closing page gets no further", () => {
    let begun = false;
    vi.stubGlobal("fetch", () => {
      begun = true;
      return new Promise(() => undefined);
    });
    void fetchNetwork().send(write);
    expect(begun).toBe(true);
  });

  test("passes on status, date, waiting time and body", async () => {
    const headers = { Date: "Tue, 01 Jan 2030 08:00:00 GMT", "Retry-After": "7" };
    vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"a":1}', { status: 429, headers })));
    expect(await fetchNetwork().send(write)).toMatchObject({
      status: 429,
      date: headers.Date,
      retryAfter: "7",
      body: { a: 1 },
    });
  });

  test.each([
    ["an empty body", ""],
    ["a page instead of JSON", "<html>"],
  ])("answers without a body for %s", async (_, text) => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(text)));
    expect(await fetchNetwork().send(write)).toMatchObject({ status: 200, body: undefined });
  });

  test("makes of a failure an answer with status 0", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await fetchNetwork().send(write)).toMatchObject({ status: 0, date: null });
  });

  test("gives up a connection that never answers", async () => {
    vi.useFakeTimers();
    vi.stubGlobal(
      "fetch",
      (_: string, init: RequestInit) =>
        new Promise((_resolve, reject) => init.signal?.addEventListener("abort", () => reject(new Error("aborted")))),
    );
    const answer = fetchNetwork().send(write);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(await answer).toMatchObject({ status: 0 });
    expect(vi.getTimerCount()).toBe(0);
  });
});
