import { describe, expect, it } from "vitest";
import { deleteInSlices, describeResult } from "../src/deletion/deleteInSlices";
import { BatchAnswer, readBatch, writeBatch } from "../src/platform/batch";
import { ApiError, WebApi } from "../src/platform/webApi";

const gone: BatchAnswer = { status: 204, sentence: "" };
const refused: BatchAnswer = { status: 403, sentence: "You may not delete." };
const ids = ["a", "b", "c", "d", "e"];

function run(answers: (slice: readonly string[]) => Promise<BatchAnswer[]>, stopAfter = Infinity) {
  const progress: number[] = [];
  const options = {
    sliceSize: 2,
    onProgress: (tried: number) => progress.push(tried),
    isStopped: () => progress.length >= stopAfter,
  };
  return deleteInSlices(ids, answers, options).then(result => ({ result, progress }));
}

describe("a deletion of many rows", () => {
  it("goes slice by slice and tells how far it is", async () => {
    const { result, progress } = await run(slice => Promise.resolve(slice.map(() => gone)));
    expect(result).toEqual({ deleted: ids, refused: new Map(), open: [], ended: "" });
    expect(progress).toEqual([2, 4, 5]);
  });

  it("counts a row that somebody else deleted as deleted", async () => {
    const { result } = await run(slice =>
      Promise.resolve(slice.map(() => ({ status: 404, sentence: "Does not exist" }))),
    );
    expect(result.deleted).toEqual(ids);
  });

  it("goes on after a row that is refused, and names it", async () => {
    const { result } = await run(slice => Promise.resolve(slice.map(id => (id === "b" ? refused : gone))));
    expect(result.deleted).toEqual(["a", "c", "d", "e"]);
    expect([...result.refused]).toEqual([["b", "You may not delete."]]);
    expect(describeResult(result, 5)).toBe(
      "4 of 5 were deleted.\n1 refused: You may not delete.\nWhat was not deleted is still selected.",
    );
  });

  it("ends where the right was lost midway: what went stays told, the rest stays", async () => {
    const { result } = await run(slice => Promise.resolve(slice.map(id => (id < "c" ? gone : refused))));
    expect(result.deleted).toEqual(["a", "b"]);
    expect([...result.refused.keys()]).toEqual(["c", "d"]);
    expect(result.open).toEqual(["e"]);
    expect(describeResult(result, 5)).toContain("2 of 5 were deleted.\n2 refused: You may not delete.\n1 not deleted.");
  });

  it("ends where the network is lost: the slice without an answer is open", async () => {
    const { result } = await run(slice =>
      slice.includes("c") ? Promise.reject(new ApiError("No network.", "", 0)) : Promise.resolve(slice.map(() => gone)),
    );
    expect(result).toEqual({ deleted: ["a", "b"], refused: new Map(), open: ["c", "d", "e"], ended: "No network." });
    expect(describeResult(result, 5)).toContain("3 not deleted: No network.");
  });

  it("stops when told to", async () => {
    const { result } = await run(slice => Promise.resolve(slice.map(() => gone)), 1);
    expect(result.deleted).toEqual(["a", "b"]);
    expect(result.open).toEqual(["c", "d", "e"]);
  });
});

describe("several requests at once", () => {
  it("are written as the parts of a batch", () => {
    const text = writeBatch("DELETE", ["/api/x(1)", "/api/x(2)"]);
    expect(text.match(/^DELETE \/api\/x\(\d\) HTTP\/1\.1\r$/gm)).toHaveLength(2);
    expect(text.match(/^--batch_shell\r$/gm)).toHaveLength(2);
    expect(text.endsWith("--batch_shell--\r\n")).toBe(true);
  });

  it("are answered part by part", () => {
    const text = [
      "--r",
      "Content-Type: application/http",
      "",
      "HTTP/1.1 204 No Content",
      "",
      "--r",
      "Content-Type: application/http",
      "",
      "HTTP/1.1 403 Forbidden",
      "Content-Type: application/json",
      "",
      '{"error":{"code":"0x1","message":"CT1017: not yours."}}',
      "--r--",
    ].join("\r\n");
    expect(readBatch(text, 'multipart/mixed; boundary="r"')).toEqual([
      { status: 204, sentence: "" },
      { status: 403, sentence: "CT1017: not yours." },
    ]);
    expect(() => readBatch(text, "text/html")).toThrow("could not be read");
  });

  it("are refused as a whole where an answer is missing", async () => {
    const api = new WebApi(() =>
      Promise.resolve(new Response("--r--", { headers: { "Content-Type": "multipart/mixed; boundary=r" } })),
    );
    await expect(api.deleteMany("things", ["a"])).rejects.toThrow("answered 0 of 1");
  });
});
