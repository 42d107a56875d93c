/** The states of what a maker edits: the present one, and those that undo and redo lead to. Never changed, only replaced. */
export interface Edits<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the server has. */
  readonly saved: T;
}

export function beginEdits<T>(saved: T): Edits<T> {
  return { past: [], present: saved, future: [], saved };
}

/** The next state; one that equals the present adds nothing to undo. */
export function edited<T>(edits: Edits<T>, next: T): Edits<T> {
  if (next === edits.present) return edits;
  return { ...edits, past: [...edits.past, edits.present], present: next, future: [] };
}

export function undone<T>(edits: Edits<T>): Edits<T> {
  const before = edits.past[edits.past.length - 1];
  if (before === undefined) return edits;
  return { ...edits, past: edits.past.slice(0, -1), present: before, future: [edits.present, ...edits.future] };
}

export function redone<T>(edits: Edits<T>): Edits<T> {
  const [next, ...rest] = edits.future;
  if (next === undefined) return edits;
  return { ...edits, past: [...edits.past, edits.present], present: next, future: rest };
}

/** @param saved What was sent; the maker may have gone on meanwhile. */
export function afterSave<T>(edits: Edits<T>, saved: T): Edits<T> {
  return { ...edits, saved };
}

export function isUnsaved<T>({ present, saved }: Edits<T>): boolean {
  return present !== saved;
}
