import { describe, expect, test } from "vitest";
import { category, combine, numbersOf, type TrackerSum } from "../../HandlingTime/model/totals";

const ann = { id: "a", name: "Ann" };
const bob = { id: "b", name: "Bob" };
const row = (rep: typeof ann, kind: number, seconds: number): TrackerSum => ({
  caseActive: true,
  rep,
  category: kind,
  seconds,
});

describe("the numbers of a case", () => {
  test("are the sums over all reps: automatic, logs and activities", () => {
    const totals = combine(
      [row(ann, category.automatic, 600), row(bob, category.automatic, 300), row(ann, category.manual, 120)],
      [{ rep: bob, minutes: 5 }],
    );
    expect(numbersOf(totals)).toEqual({ total: 1320, automatic: 900, manual: 420, logs: 120, activities: 300 });
    expect(numbersOf(totals, "b")).toEqual({ total: 600, automatic: 300, manual: 300, logs: 0, activities: 300 });
  });

  test("count an adjustment as the rep's automatic time, and never below zero", () => {
    const totals = combine(
      [row(ann, category.automatic, 600), row(ann, category.adjustment, -200), row(bob, category.adjustment, -50)],
      [],
    );
    expect(numbersOf(totals).automatic).toBe(400);
  });

  test("are zero for a case without rows, whose state is known nevertheless", () => {
    const totals = combine([{ caseActive: true, rep: undefined, category: undefined, seconds: 0 }], []);
    expect(totals).toEqual({ caseActive: true, reps: [] });
    expect(numbersOf(totals).total).toBe(0);
  });

  test("name everyone who contributed in any way, by name", () => {
    const totals = combine([row(bob, category.manual, 60)], [{ rep: ann, minutes: 1 }]);
    expect(totals.reps.map(rep => rep.name)).toEqual(["Ann", "Bob"]);
  });
});
