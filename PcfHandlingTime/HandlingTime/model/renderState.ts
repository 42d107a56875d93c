import type { Snapshot } from "./session";

/** What the widget is, in the order in which it is decided: the first that holds. */
export type RenderState = "off" | "hidden" | "error" | "unsaved" | "loading" | "empty" | "ready" | "readOnly";

export function renderState(snapshot: Snapshot): RenderState {
  const { inputs, settings, totals, failure } = snapshot;
  if (settings && !settings.enabled) return snapshot.mayConfigure ? "off" : "hidden";
  // Once there are numbers, a failed refresh is told beside them.
  if (failure !== undefined && !totals) return "error";
  if (inputs && inputs.caseId === undefined) return "unsaved";
  if (!inputs || !settings || !totals) return "loading";
  if (!totals.caseActive || inputs.readOnly || !snapshot.rights.create) return "readOnly";
  return totals.reps.length === 0 ? "empty" : "ready";
}
