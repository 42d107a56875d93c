import { beforeEach, describe, expect, test } from "vitest";
import { claimCase, isClaimed, type Claim, type ClaimKind } from "../../tracking/browser/onePerPage";
import type { Handover, Watched } from "../../tracking/recording";
import { theCase, otherCase } from "../doubles/browser";

describe("of all that claim a case in a page", () => {
  let page: object;
  /** Who got the case, who lost it, and who heard news, in order. */
  let told: string[];

  beforeEach(() => {
    page = {};
    told = [];
  });

  function claim(name: string, kind: ClaimKind, { caseId = theCase, running = true } = {}): Claim<string> {
    return claimCase(page, caseId, {
      kind,
      offer: name,
      granted: ({ seamless }) => told.push(`${name} got it${seamless ? " running" : ""}`),
      withdrawn: () => told.push(`${name} lost it`),
      isRunning: () => running,
      isPaused: () => false,
      watched: () => undefined,
      told: () => told.push(`${name} heard`),
    });
  }

  test("the first widget counts, and the next one takes over when it goes", () => {
    const first = claim("first", "widget");
    const second = claim("second", "widget");
    const third = claim("third", "widget");
    expect([first.holds, second.holds, third.holds]).toEqual([true, false, false]);
    expect(third.holder()).toBe("first");
    first.release();
    expect([second.holds, third.holds, third.holder()]).toEqual([true, false, "second"]);
    expect(told).toEqual(["first got it", "second got it running"]);
  });

  test("a widget takes over from a script, which gets the case back when no widget is left", () => {
    const script = claim("script", "script");
    const widget = claim("widget", "widget");
    expect([script.holds, widget.holds]).toEqual([false, true]);
    widget.release();
    expect(script.holds).toBe(true);
    expect(told).toEqual(["script got it", "script lost it", "widget got it running", "script got it running"]);
  });

  test.each([
    ["a widget", "a script", "widget", "script"],
    ["a script", "a widget", "script", "widget"],
  ] as const)("what %s paused and watched goes to %s", (_one, _other, before, after) => {
    const left: Handover[] = [];
    const watched: Watched = {
      now: 5,
      opening: {
        at: 1,
        change: { documentVisible: true, documentFocused: true, recordVisible: true, paused: false },
        seamless: false,
      },
      events: [{ kind: "input", at: 3 }],
      paused: true,
    };
    const come = (kind: ClaimKind) =>
      claimCase(page, theCase, {
        kind,
        offer: kind,
        granted: handover => left.push(handover),
        withdrawn: () => undefined,
        isRunning: () => false,
        isPaused: () => left.length === 1 || left[left.length - 1]?.paused === true,
        watched: () => watched,
        told: () => undefined,
      });
    const first = come(before);
    come(after);
    if (before === "widget") first.release();
    expect(left).toEqual([
      { seamless: false, paused: false, watched: undefined },
      { seamless: false, paused: true, watched },
    ]);
  });

  test("a script that comes after a widget stands by", () => {
    claim("widget", "widget");
    expect(claim("script", "script").holds).toBe(false);
  });

  test("one that stood still hands no running second on", () => {
    claim("script", "script", { running: false });
    claim("widget", "widget");
    expect(told).toEqual(["script got it", "script lost it", "widget got it"]);
  });

  test("each case has its own", () => {
    expect([claim("a", "widget").holds, claim("b", "widget", { caseId: otherCase }).holds]).toEqual([true, true]);
    expect([isClaimed(page, theCase, "widget"), isClaimed(page, theCase, "script")]).toEqual([true, false]);
  });

  test("only the one that counts tells the others", () => {
    const first = claim("first", "widget");
    const second = claim("second", "widget");
    told = [];
    second.tell();
    expect(told).toEqual([]);
    first.tell();
    expect(told).toEqual(["second heard"]);
  });

  test("going twice, or without having counted, changes nothing for the others", () => {
    const first = claim("first", "widget");
    const second = claim("second", "widget");
    second.release();
    second.release();
    expect(first.holds).toBe(true);
    first.release();
    expect(isClaimed(page, theCase, "widget")).toBe(false);
  });

  test("one whose frame is gone without a word is passed over", () => {
    const gone = (): never => {
      throw new Error("The frame is gone.");
    };
    const script = claim("script", "script");
    claimCase(page, theCase, {
      kind: "widget",
      offer: "",
      granted: gone,
      withdrawn: gone,
      isRunning: gone,
      isPaused: gone,
      watched: gone,
      told: gone,
    });
    expect(script.holds).toBe(true);
    expect(claim("widget", "widget").holds).toBe(true);
  });

  test("bundles of one protocol find each other through the page", () => {
    claim("first", "widget");
    const registry = (page as Record<symbol, { protocol: number; claims: Map<string, { entries: unknown[] }> }>)[
      Symbol.for("casetime.onePerPage")
    ];
    expect([registry?.protocol, registry?.claims.get(theCase)?.entries.length]).toEqual([2, 1]);
  });

  test("where another protocol rules the page, a widget counts for itself and a script leaves the case alone", () => {
    Object.assign(page, { [Symbol.for("casetime.onePerPage")]: { protocol: 1, claims: new Map() } });
    expect([claim("widget", "widget").holds, claim("script", "script").holds]).toEqual([true, false]);
  });
});
