import { localDate } from "../shared/localDays";
import type { OffsetMinutes } from "../shared/timeZone";
import { Refusal, type Json, type WebApi } from "../shared/webApi";
import { partsOf } from "./parts";
import { aggregateFetch, groupsPerPage, rowsPerPage, straddlingQuery, type Window } from "./queries";
import { activities, trackers, type Group, type Grouping, type Measure, type Source } from "./sources";
import { readWindows } from "./windows";

export interface Question {
  readonly by: Grouping;
  /** Where each day begins, and where the last one ends (ms since 1970). */
  readonly days: readonly number[];
  readonly offset: OffsetMinutes;
}

/** Takes the numbers as they come. */
export interface Sink {
  add(group: Group, measure: Measure, seconds: number): void;
  /** How far it has come, 0 to 1; the numbers so far hold together. */
  progress(fraction: number): void;
}

/** AggregateQueryRecordLimit: the most rows that one sum takes in. */
const rowsPerSum = 50_000;

/** Midnights named in one request: each costs three conditions, of 500, and 180 characters of an address that takes 32,768. */
const boundsPerRequest = 92;

/** What each step weighs in the progress. */
const weights = { trackers: 0.6, straddling: 0.1, activities: 0.1 };

/**
 * Reads the numbers of a range. The server sums every row on the day on which it begins; the few rows that straddle a bound are then read,
 * taken off there, and parted by their timelines. So a row that is written meanwhile never counts twice; one that is first written between
 * the two is taken off a day that lacks it, until the report is read anew.
 *
 * @returns Whether activities had to be left out, since the reader may not read them.
 * @throws Refusal, or the signal's reason.
 */
export async function collect(
  api: WebApi,
  question: Question,
  sink: Sink,
  signal: AbortSignal,
): Promise<{ withoutActivities: boolean }> {
  const { by, days } = question;
  const whole = { from: days[0] ?? 0, to: days[days.length - 1] ?? 0 };
  let done = 0;
  const step = (weight: number) => (fraction: number) => sink.progress(done + weight * fraction);

  const read = async (source: Source, weight: number) => {
    const options = { signal, progress: step(weight) };
    await readWindows(whole, window => readWindow(api, source, by, window, sink, signal), options);
    done += weight;
  };
  await read(trackers, weights.trackers);
  await readStraddling(
    api,
    question,
    by === "day" ? days : [whole.from, whole.to],
    sink,
    step(weights.straddling),
    signal,
  );
  done += weights.straddling;
  try {
    for (const source of activities) await read(source, weights.activities);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== "rights") throw error;
    return { withoutActivities: true };
  }
  return { withoutActivities: false };
}

interface Answer {
  readonly value?: readonly Json[];
  readonly "@Microsoft.Dynamics.CRM.morerecords"?: boolean;
  readonly "@odata.nextLink"?: string;
}

/** All groups of a window, or none of them. @returns How much of what one request takes that was: 1 for all rows, or all groups, of one. */
async function readWindow(
  api: WebApi,
  source: Source,
  by: Grouping,
  window: Window,
  sink: Sink,
  signal: AbortSignal,
): Promise<number> {
  const groups: Json[] = [];
  for (let page = 1; ; page++) {
    const fetchXml = aggregateFetch(source, by, window, page);
    const answer: Answer = await api.get(`${source.set}?fetchXml=${encodeURIComponent(fetchXml)}`, { signal });
    groups.push(...(answer.value ?? []));
    if (answer["@Microsoft.Dynamics.CRM.morerecords"] !== true) break;
  }
  let rows = 0;
  for (const row of groups) {
    rows += Number(row.rows ?? 0);
    sink.add(source.group(row, by), source.measure(row), Number(row.amount ?? 0) * source.secondsPerUnit);
  }
  return Math.max(rows / rowsPerSum, groups.length / groupsPerPage);
}

async function readStraddling(
  api: WebApi,
  question: Question,
  bounds: readonly number[],
  sink: Sink,
  progress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let first = 0; first < bounds.length; first += boundsPerRequest) {
    const slice = bounds.slice(first, first + boundsPerRequest);
    let next: string | undefined = straddlingQuery(slice, bounds[first - 1]);
    while (next) {
      const answer: Answer = await api.get(next, { signal, pageSize: rowsPerPage });
      for (const row of answer.value ?? []) addParts(row, question, bounds, sink);
      next = answer["@odata.nextLink"];
    }
    progress(Math.min(1, (first + boundsPerRequest) / bounds.length));
  }
}

/** Parts a row over the days it reaches into, the sums having it wholly on the day it begins. */
function addParts(read: Json, { by, offset }: Question, bounds: readonly number[], sink: Sink): void {
  const text = (column: string) => (typeof read[column] === "string" ? read[column] : "");
  const row = aliased(read);
  const [start, total] = [Date.parse(text("casetime_starttime")), Number(read.casetime_durationseconds ?? 0)];
  const parts = partsOf(
    {
      start,
      end: Date.parse(text("casetime_endtime")),
      seconds: total,
      timeline: text("casetime_timeline")
        ? {
            workDate: text("casetime_workdate").slice(0, 10),
            counted: text("casetime_timeline"),
            overlap: text("casetime_overlap"),
          }
        : undefined,
    },
    bounds,
  );
  parts.forEach((seconds, i) => {
    const [from, to] = [bounds[i] ?? 0, bounds[i + 1] ?? 0];
    const summed = start >= from && start < to ? total : 0;
    const group = by === "day" ? { key: localDate(from, offset), label: undefined } : trackers.group(row, by);
    if (seconds !== summed) sink.add(group, trackers.measure(row), seconds - summed);
  });
}

/** A row's columns under the names that sums have them under. */
function aliased(row: Json): Json {
  const names = {
    category: "casetime_category",
    reason: "casetime_reasoncategory",
    rep: "_casetime_rep_value",
    adjusts: "_casetime_adjusts_value",
    owner: "_ownerid_value",
    case: "_casetime_regardingcase_value",
  };
  const all = Object.entries(names).flatMap(([alias, column]) =>
    Object.entries(row)
      .filter(([name]) => name === column || name.startsWith(`${column}@`))
      .map(([name, value]) => [alias + name.slice(column.length), value] as const),
  );
  return Object.fromEntries(all);
}
