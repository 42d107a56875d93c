import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { automaticRowId, logRowId } from "../../tracking/uuid5";

const [theCase, rep] = ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"];

describe("the id of an Automatic row", () => {
  test("is the one that the server computes", () => {
    expect(automaticRowId(theCase, rep, "2025-03-01", "0123456789abcdef")).toBe("f4b82ed8-8d93-5cf2-a150-eaaee94f5d11");
  });

  test("does not depend on how the GUIDs are written", () => {
    const [braced, upper] = [`{${theCase}}`, "ABCDEFAB-1111-1111-1111-111111111111"];
    expect(automaticRowId(braced, upper, "2025-03-01", "d")).toBe(
      automaticRowId(theCase, upper.toLowerCase(), "2025-03-01", "d"),
    );
  });

  test("agrees with another SHA-1 for names of any length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), device => {
        const namespace = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");
        const name = new TextEncoder().encode([theCase, rep, "2025-03-01", device].join("|"));
        const hash = createHash("sha1").update(namespace).update(name).digest();
        hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
        hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
        const hex = hash.toString("hex").slice(0, 32);
        expect(automaticRowId(theCase, rep, "2025-03-01", device).replace(/-/g, "")).toBe(hex);
      }),
    );
  });
});

describe("the id of a log that stands for certain seconds", () => {
  const seconds = [{ start: 10, end: 20 }];

  test("is the same each time, and another for other seconds, cases and reps", () => {
    const ids = [
      logRowId(theCase, rep, seconds),
      logRowId(theCase, rep, [{ start: 10, end: 21 }]),
      logRowId(rep, rep, seconds),
      logRowId(theCase, theCase, seconds),
    ];
    expect(logRowId(theCase, rep, seconds)).toBe(ids[0]);
    expect(new Set(ids).size).toBe(4);
  });

  test("is of version 8: the server lets no log have an id of the version of Automatic and Final rows", () => {
    expect(logRowId(theCase, rep, seconds)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
