import { describe, expect, test } from "vitest";
import { numbersOf, type Totals } from "../../HandlingTime/model/totals";

const ann = { id: "a", name: "Ann", automatic: 600, adjusted: -200, logs: 120, activities: 0, overlap: 0 };
const bob = { id: "b", name: "Bob", automatic: 300, adjusted: 50, logs: 0, activities: 300, overlap: 100 };
const totals: Totals = { caseActive: true, overlapOnce: false, maximumLogSeconds: 86_400, reps: [ann, bob] };

describe("the numbers of a case", () => {
  test("are the sums over all reps: automatic, logs and activities", () => {
    expect(numbersOf(totals)).toEqual({
      total: 1320,
      automatic: 900,
      adjusted: -150,
      manual: 420,
      logs: 120,
      activities: 300,
      effort: 1320,
      wallClock: 1220,
    });
  });

  test("are those of one rep where only one is asked for", () => {
    expect(numbersOf(totals, "b")).toMatchObject({ total: 600, automatic: 300, adjusted: 50, logs: 0, wallClock: 500 });
    expect(numbersOf(totals, "c").total).toBe(0);
  });

  test("have a total that counts overlapping seconds once where the settings say so", () => {
    expect(numbersOf({ ...totals, overlapOnce: true })).toMatchObject({ total: 1220, effort: 1320, wallClock: 1220 });
  });
});
