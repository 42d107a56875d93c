/** Who a number belongs to. */
export interface Rep {
  readonly id: string;
  readonly name: string;
}

/** One rep's seconds on the case. */
export interface RepTotals extends Rep {
  /** Automatic time with its adjustments; never below zero. */
  readonly automatic: number;
  /** What the adjustments add up to, up or down; contained in `automatic`. */
  readonly adjusted: number;
  readonly logs: number;
  readonly activities: number;
  /** Seconds of the activities that overlap the rep's automatic time. */
  readonly overlap: number;
}

/** What the server knows of a case: sums over rows, whole seconds. */
export interface Totals {
  readonly caseActive: boolean;
  /** The total counts overlapping seconds once (casetime_overlaponce). */
  readonly overlapOnce: boolean;
  /** The longest log or adjustment (casetime_maxlogminutes). */
  readonly maximumLogSeconds: number;
  readonly reps: readonly RepTotals[];
}

/** The numbers that a widget shows, in seconds. */
export interface Numbers {
  /** Effort, or wall clock where the settings say so. */
  readonly total: number;
  readonly automatic: number;
  readonly adjusted: number;
  readonly manual: number;
  readonly logs: number;
  readonly activities: number;
  /** The plain sum. */
  readonly effort: number;
  /** The sum with overlapping seconds counted once. */
  readonly wallClock: number;
}

/** Sums, over all reps or over one. */
export function numbersOf(totals: Totals, onlyRep?: string): Numbers {
  const reps = totals.reps.filter(rep => onlyRep === undefined || rep.id === onlyRep);
  const sum = (pick: (rep: RepTotals) => number) => reps.reduce((result, rep) => result + pick(rep), 0);
  const [automatic, logs, activities] = [sum(r => r.automatic), sum(r => r.logs), sum(r => r.activities)];
  const effort = automatic + logs + activities;
  const wallClock = effort - sum(r => r.overlap);
  return {
    total: totals.overlapOnce ? wallClock : effort,
    automatic,
    adjusted: sum(r => r.adjusted),
    manual: logs + activities,
    logs,
    activities,
    effort,
    wallClock,
  };
}
