import { sentenceOf } from "../../tracking/answer";
import type { NetworkAnswer, NetworkRequest } from "../../tracking/ports";
import { settingsWithin, type Settings } from "../../tracking/settings";
import { normaliseGuid } from "../../tracking/uuid5";
import { DataError } from "./ports";
import type { RepTotals, Totals } from "./totals";

/** What casetime_GetHandlingTime answers: settings, the case's state and all numbers in one request. */
export interface HandlingTimeAnswer {
  readonly settings: Settings;
  readonly totals: Totals;
}

/** The version of the text `Reps` that is read here. */
const repsVersion = 1;

/** @param ownOnly The signed-in rep's time only. */
export function handlingTimeRequest(caseId: string, ownOnly: boolean): NetworkRequest {
  return {
    method: "GET",
    path: `incidents(${caseId})/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(OwnOnly=@own)?@own=${ownOnly}`,
  };
}

/** Throws `DataError` with the server's sentence where the answer holds no numbers. */
export function readHandlingTime(answer: NetworkAnswer): HandlingTimeAnswer {
  if (answer.status !== 200 || typeof answer.body !== "object" || answer.body === null)
    throw new DataError(sentenceOf(answer.body));
  const told = answer.body as Record<string, unknown>;
  return {
    settings: settingsWithin(told.Enabled, told.UpdateInterval, told.IdleMinutes),
    totals: {
      caseActive: told.CaseActive === true,
      overlapOnce: told.OverlapOnce === true,
      maximumLogSeconds: secondsOf(told.MaximumLogMinutes) * 60,
      reps: readReps(told.Reps),
    },
  };
}

function readReps(text: unknown): readonly RepTotals[] {
  const told = parsed(text) as { version?: unknown; reps?: unknown } | null | undefined;
  if (told?.version !== repsVersion || !Array.isArray(told.reps)) throw new DataError("");
  return (told.reps as Record<string, unknown>[])
    .map(rep => ({
      id: normaliseGuid(String(rep.id)),
      name: typeof rep.name === "string" ? rep.name : "",
      automatic: secondsOf(rep.automatic),
      adjusted: secondsOf(rep.adjusted),
      logs: secondsOf(rep.logs),
      activities: secondsOf(rep.activities),
      overlap: secondsOf(rep.overlap),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function secondsOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
