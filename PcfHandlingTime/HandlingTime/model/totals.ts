/** Who a number belongs to. */
export interface Rep {
  readonly id: string;
  readonly name: string;
}

/** One rep's seconds on the case. */
export interface RepTotals extends Rep {
  /** Automatic time with its adjustments; never below zero. */
  readonly automatic: number;
  readonly logs: number;
  readonly activities: number;
}

/** What the server knows of a case: sums over rows, whole seconds. */
export interface Totals {
  readonly caseActive: boolean;
  readonly reps: readonly RepTotals[];
}

/** The numbers that a widget shows, in seconds. */
export interface Numbers {
  readonly total: number;
  readonly automatic: number;
  readonly manual: number;
  readonly logs: number;
  readonly activities: number;
}

/** Sums, over all reps or over one. */
export function numbersOf(totals: Totals, onlyRep?: string): Numbers {
  const reps = totals.reps.filter(rep => onlyRep === undefined || rep.id === onlyRep);
  const sum = (pick: (rep: RepTotals) => number) => reps.reduce((result, rep) => result + pick(rep), 0);
  const [automatic, logs, activities] = [sum(r => r.automatic), sum(r => r.logs), sum(r => r.activities)];
  return { total: automatic + logs + activities, automatic, manual: logs + activities, logs, activities };
}

/** A row of the tracker aggregate: one category of one rep; all but `caseActive` empty where the case has no rows. */
export interface TrackerSum {
  readonly caseActive: boolean;
  readonly rep: Rep | undefined;
  readonly category: number | undefined;
  readonly seconds: number;
}

/** A row of the activity aggregate: one owner's minutes. */
export interface ActivitySum {
  readonly rep: Rep | undefined;
  readonly minutes: number;
}

/** casetime_timecategory. */
export const category = { manual: 735500000, automatic: 735500001, final: 735500002, adjustment: 735500003 } as const;

/** Brings the two aggregates together, by rep. */
export function combine(trackers: readonly TrackerSum[], activities: readonly ActivitySum[]): Totals {
  const reps = new Map<string, { rep: Rep; automatic: number; logs: number; activities: number }>();
  const of = (rep: Rep) => {
    const sums = reps.get(rep.id) ?? { rep, automatic: 0, logs: 0, activities: 0 };
    reps.set(rep.id, sums);
    return sums;
  };
  for (const row of trackers) {
    if (!row.rep) continue;
    if (row.category === category.manual) of(row.rep).logs += row.seconds;
    else if (row.category === category.automatic || row.category === category.adjustment)
      of(row.rep).automatic += row.seconds;
  }
  for (const row of activities) if (row.rep && row.minutes > 0) of(row.rep).activities += row.minutes * 60;
  return {
    caseActive: trackers.some(row => row.caseActive),
    reps: [...reps.values()]
      .map(({ rep, automatic, ...manual }) => ({ ...rep, automatic: Math.max(0, automatic), ...manual }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
