import { Refusal, type WebApi } from "../shared/webApi";
import { collect, type Question } from "./collect";
import type { Group, Grouping, Measure } from "./sources";

/** One line of the report. All numbers are seconds. */
export interface Line {
  readonly key: string;
  /** Undefined: the page has words for the key, or nobody has. */
  readonly label: string | undefined;
  /** With its adjustments. */
  readonly automatic: number;
  readonly logs: number;
  readonly activities: number;
  readonly total: number;
}

export interface Report {
  readonly by: Grouping;
  /** Days in order, everything else by its total. */
  readonly lines: readonly Line[];
  readonly sum: Line;
}

export type ReportView =
  | { readonly phase: "idle" }
  | {
      readonly phase: "reading" | "done" | "cancelled" | "failed";
      /** What has been read so far; undefined: nothing yet. */
      readonly report: Report | undefined;
      /** 0 to 1. */
      readonly progress: number;
      readonly refusal: Refusal | undefined;
      readonly withoutActivities: boolean;
    };

/** Between two views of numbers that are still coming (ms): to sort and draw all lines takes longer than an answer does. */
const leastBetweenViews = 250;

type Sums = Record<Measure, number> & { label: string | undefined };

/** Reads reports, one at a time: a new question gives up the one before. */
export class ReportModel {
  private running: AbortController | undefined;

  constructor(
    private readonly api: WebApi,
    private readonly changed: (view: ReportView) => void,
  ) {}

  /** Never rejects: what failed is in the view, with the numbers that had come by then. */
  async ask(question: Question): Promise<void> {
    this.running?.abort();
    const run = new AbortController();
    this.running = run;
    const groups = new Map<string, Sums>();
    let [progress, hasNumbers, shownAt] = [0, false, -Infinity];
    const show = (phase: "reading" | "done" | "cancelled" | "failed", refusal?: Refusal, withoutActivities = false) => {
      // A later question has the page by now.
      if (this.running !== run) return;
      const report = hasNumbers ? reportOf(question.by, groups) : undefined;
      this.changed({ phase, report, progress, refusal, withoutActivities });
    };
    show("reading");
    try {
      const { withoutActivities } = await collect(
        this.api,
        question,
        {
          add: (group, measure, seconds) => add(groups, group, measure, seconds),
          progress: fraction => {
            [progress, hasNumbers] = [fraction, true];
            if (performance.now() - shownAt < leastBetweenViews) return;
            show("reading");
            shownAt = performance.now();
          },
        },
        run.signal,
      );
      progress = 1;
      show("done", undefined, withoutActivities);
    } catch (error) {
      if (run.signal.aborted) show("cancelled");
      else show("failed", refusalOf(error));
    }
  }

  cancel(): void {
    this.running?.abort();
  }
}

function add(groups: Map<string, Sums>, { key, label }: Group, measure: Measure, seconds: number): void {
  const sums = groups.get(key) ?? { label, automatic: 0, adjusted: 0, logs: 0, activities: 0 };
  sums.label ??= label;
  sums[measure] += seconds;
  groups.set(key, sums);
}

function reportOf(by: Grouping, groups: ReadonlyMap<string, Sums>): Report {
  const lines = [...groups].map(([key, sums]) => lineOf(key, sums)).filter(line => !isEmpty(line));
  lines.sort((a, b) => (by === "day" ? compare(a.key, b.key) : b.total - a.total || compare(a.key, b.key)));
  const sum = { label: undefined, automatic: 0, adjusted: 0, logs: 0, activities: 0 };
  for (const line of lines)
    for (const measure of ["automatic", "logs", "activities"] as const) sum[measure] += line[measure];
  return { by, lines, sum: lineOf("", sum) };
}

function lineOf(key: string, { label, automatic, adjusted, logs, activities }: Sums): Line {
  const counted = automatic + adjusted;
  return { key, label, automatic: counted, logs, activities, total: counted + logs + activities };
}

function isEmpty({ automatic, logs, activities }: Line): boolean {
  return automatic === 0 && logs === 0 && activities === 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal
    ? error
    : new Refusal("other", error instanceof Error ? error.message : String(error));
}
