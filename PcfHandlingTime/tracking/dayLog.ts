import type { StartReason, StopReason } from "./presence";

/** One stretch of counted time of a case, as this browser saw it. Seconds since 1970, `end` not included. */
export interface DayPiece {
  readonly start: number;
  readonly end: number;
  readonly caseId: string;
  readonly startReason: StartReason;
  /** Undefined while it runs, and where the page was killed. Of idle time that the rep kept: `idle`. */
  readonly stopReason: StopReason | undefined;
}

/** A piece under the name by which a later checkpoint finds it again. */
export interface LoggedPiece extends DayPiece {
  /** Unique in this browser. */
  readonly id: string;
}

/** The day log never leaves this browser and forgets after so many seconds: two days. */
export const dayLogSeconds = 2 * 86_400;

const startReasons: readonly string[] = [
  "opened",
  "returned",
  "input",
  "resumed",
  "shown",
  "activated",
  "switchedOn",
  "kept",
  "clock",
] satisfies StartReason[];
const stopReasons: readonly string[] = [
  "off",
  "caseInactive",
  "elsewhere",
  "hidden",
  "unfocused",
  "paused",
  "clock",
  "idle",
  "asleep",
] satisfies StopReason[];

/** What a stored record says, or undefined where somebody damaged it. */
export function readPiece(record: unknown): LoggedPiece | undefined {
  if (typeof record !== "object" || record === null) return undefined;
  const { id, start, end, caseId, startReason, stopReason } = record as Record<string, unknown>;
  const whole =
    typeof id === "string" &&
    typeof caseId === "string" &&
    isSecond(start) &&
    isSecond(end) &&
    end >= start &&
    isOneOf(startReasons, startReason) &&
    (stopReason === undefined || isOneOf(stopReasons, stopReason));
  if (!whole) return undefined;
  return {
    id,
    start,
    end,
    caseId,
    startReason: startReason as StartReason,
    stopReason: stopReason as StopReason | undefined,
  };
}

/** The pieces that reach beyond an instant, as the rep reads them: in order, empty ones left out. */
export function piecesSince(from: number, pieces: readonly LoggedPiece[]): readonly DayPiece[] {
  return pieces
    .filter(({ start, end }) => end > start && end * 1000 > from)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, caseId, startReason, stopReason }) => ({ start, end, caseId, startReason, stopReason }));
}

function isSecond(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOneOf(known: readonly string[], value: unknown): value is string {
  return typeof value === "string" && known.includes(value);
}
