import { describe, expect, test } from "vitest";
import { ServerClock } from "../../tracking/clock";
import { ManualClock } from "../doubles/manualClock";

const noon = Date.parse("2030-01-01T12:00:00Z");
const header = (instant: number) => new Date(instant).toUTCString();

function clocks() {
  const page = new ManualClock();
  const server = new ServerClock(
    () => page.monotonic(),
    () => page.wall(),
  );
  return { page, server };
}

describe("server time", () => {
  test("is unknown until an answer told it", () => {
    const { server } = clocks();
    expect(server.known).toBe(false);
    expect(() => server.now()).toThrow();
  });

  test("follows the Date header to the second and runs with the page", () => {
    const { page, server } = clocks();
    expect(server.observe(page.monotonic(), page.monotonic(), header(noon))).toBe(0);
    page.pass(90_000);
    expect(Math.abs(server.now() - (noon + 90_000))).toBeLessThanOrEqual(500);
  });

  test("does not care for a wrong wall clock", () => {
    const { page, server } = clocks();
    page.stepWall(-7 * 3_600_000);
    server.observe(page.monotonic(), page.monotonic(), header(noon));
    expect(Math.abs(server.now() - noon)).toBeLessThanOrEqual(500);
  });

  test("stays where it is while answers disagree by less than the tolerance", () => {
    const { page, server } = clocks();
    server.observe(page.monotonic(), page.monotonic(), header(noon));
    const before = server.now();
    expect(server.observe(page.monotonic(), page.monotonic(), header(noon + 2_000))).toBe(0);
    expect(server.now()).toBe(before);
  });

  test("moves when the server's clock was moved, and says by how much", () => {
    const { page, server } = clocks();
    server.observe(page.monotonic(), page.monotonic(), header(noon));
    expect(server.observe(page.monotonic(), page.monotonic(), header(noon + 60_000))).toBe(60_000);
  });

  test("ignores an answer without a readable date", () => {
    const { page, server } = clocks();
    expect(server.observe(page.monotonic(), page.monotonic(), null)).toBeUndefined();
    expect(server.observe(page.monotonic(), page.monotonic(), "yesterday")).toBeUndefined();
    expect(server.known).toBe(false);
  });

  test.each([
    ["set back", -3_600_000],
    ["set forward", 3_600_000],
  ])("goes on when the wall clock is %s, and is uncertain until an answer tells it", (_, step) => {
    const { page, server } = clocks();
    server.observe(page.monotonic(), page.monotonic(), header(noon));
    page.pass(3_000);
    expect(server.wentApart()).toBe(0);
    const before = server.now();
    page.stepWall(step);
    expect(server.wentApart()).toBe(step);
    expect([server.now(), server.known, server.certain]).toEqual([before, true, false]);
    expect(server.wentApart()).toBe(0);
    page.pass(1_000);
    expect(server.observe(page.monotonic(), page.monotonic(), header(noon + 4_000))).toBe(0);
    expect(server.certain).toBe(true);
  });

  test("hears nothing from an answer to what was sent before the clocks went apart", () => {
    const { page, server } = clocks();
    server.observe(page.monotonic(), page.monotonic(), header(noon));
    const sentAt = page.monotonic();
    page.pass(3_000);
    page.stepWall(3_600_000);
    server.wentApart();
    expect(server.observe(sentAt, page.monotonic(), header(noon + 1_000))).toBeUndefined();
    expect(server.certain).toBe(false);
  });
});
