import { BatchAnswer } from "../platform/batch";
import { sentenceOf } from "../platform/webApi";

/** How a deletion of many rows ended. Every id that was given is in exactly one of the three. */
export interface DeletionResult {
  deleted: string[];
  /** Refused, with the server's sentence. */
  refused: Map<string, string>;
  /** Not tried, or without an answer: they may be there or not. */
  open: string[];
  /** Why it ended before all were tried; empty: it did not. */
  ended: string;
}

export interface DeletionOptions {
  sliceSize: number;
  onProgress: (tried: number) => void;
  /** Asked before each slice. */
  isStopped: () => boolean;
}

const GONE = 404;
const STOPPED = "Stopped.";

/**
 * Deletes slice by slice. A row that is gone already counts as deleted. It ends early where the server can't be reached, and where it
 * refused a whole slice for one reason: the next slices would fare no better.
 */
export async function deleteInSlices(
  ids: readonly string[],
  send: (slice: readonly string[]) => Promise<BatchAnswer[]>,
  { sliceSize, onProgress, isStopped }: DeletionOptions,
): Promise<DeletionResult> {
  const result: DeletionResult = { deleted: [], refused: new Map(), open: [], ended: "" };
  let tried = 0;
  while (tried < ids.length) {
    if (isStopped()) result.ended = STOPPED;
    if (result.ended) break;
    const slice = ids.slice(tried, tried + sliceSize);
    try {
      const answers = await send(slice);
      slice.forEach((id, index) => note(result, id, answers[index]));
      const reasons = new Set(slice.map(id => result.refused.get(id)));
      const [reason] = reasons;
      if (reasons.size === 1 && reason !== undefined && slice.length > 1) result.ended = reason;
    } catch (error) {
      result.ended = sentenceOf(error);
      break;
    }
    tried += slice.length;
    onProgress(tried);
  }
  result.open = ids.slice(tried);
  return result;
}

function note(result: DeletionResult, id: string, answer: BatchAnswer | undefined): void {
  if (answer && (answer.status < 300 || answer.status === GONE)) result.deleted.push(id);
  else result.refused.set(id, answer?.sentence || `The server answered ${answer?.status ?? "nothing"}.`);
}

/**
 * What a person is to read where not all went.
 * @param rest What is with the rows that were not deleted.
 */
export function describeResult(
  result: DeletionResult,
  total: number,
  rest = "What was not deleted is still selected.",
): string {
  if (total === 1) return [...result.refused.values()][0] ?? result.ended;
  const lines = [`${result.deleted.length} of ${total} were deleted.`];
  const reasons = new Map<string, number>();
  for (const reason of result.refused.values()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const [reason, count] of reasons) lines.push(`${count} refused: ${reason}`);
  if (result.open.length > 0)
    lines.push(`${result.open.length} not deleted${reasons.has(result.ended) ? "." : `: ${result.ended}`}`);
  lines.push(rest);
  return lines.join("\n");
}
