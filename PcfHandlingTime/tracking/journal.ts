import { byWorkDate, cut, emptySet, measure, normalise, union, type IntervalSet } from "./intervals";

export interface JournalKey {
  readonly caseId: string;
  /** UTC date, `yyyy-mm-dd`. */
  readonly workDate: string;
}

/** Seconds that the server would not take, and why. Kept until the rep decides. */
export interface SetAside {
  readonly seconds: IntervalSet;
  /** `CT` code, or the HTTP status where there was none. */
  readonly code: string;
  /** The server's sentence. */
  readonly message: string;
  /** When to try again: at the next start, from a server instant (ms) on, or never. */
  readonly retry: "nextStart" | "never" | { readonly from: number };
}

/** All that is known of one case and work date and not acknowledged. */
export interface JournalEntry extends JournalKey {
  /** Certain seconds. */
  readonly pending: IntervalSet;
  /** Uncertain seconds of running trackers, by tracker instance. */
  readonly provisional: Readonly<Record<string, IntervalSet>>;
  readonly aside: readonly SetAside[];
}

/** Seconds that a closing page gave to the network without hearing the answer. */
export interface HandedOver extends JournalKey {
  readonly seconds: IntervalSet;
}

/** A change of one entry. An entry with nothing left in it goes. */
export interface JournalChange {
  readonly key: JournalKey;
  apply(entry: JournalEntry): JournalEntry;
}

export function emptyEntry(key: JournalKey): JournalEntry {
  return {
    caseId: key.caseId,
    workDate: key.workDate,
    pending: emptySet,
    provisional: {},
    aside: [],
  };
}

export function isEmpty(entry: JournalEntry): boolean {
  return entry.pending.length === 0 && entry.aside.length === 0 && Object.keys(entry.provisional).length === 0;
}

/**
 * What a running tracker knows: seconds that became certain since its last checkpoint, and those that are not yet.
 * @param dates Work dates that the tracker's last checkpoint touched, so that a midnight leaves nothing uncertain behind.
 */
export function checkpoint(
  caseId: string,
  instance: string,
  confirmed: IntervalSet,
  provisional: IntervalSet,
  dates: ReadonlySet<string>,
): readonly JournalChange[] {
  const certain = byWorkDate(confirmed);
  const uncertain = byWorkDate(provisional);
  return [...new Set([...certain.keys(), ...uncertain.keys(), ...dates])].map(workDate => ({
    key: { caseId, workDate },
    apply: entry => ({
      ...entry,
      pending: union(entry.pending, certain.get(workDate) ?? emptySet),
      provisional: withPiece(entry.provisional, instance, uncertain.get(workDate)),
    }),
  }));
}

/** The server has these seconds, or will never take them: they leave the journal. */
export function acknowledge(key: JournalKey, seconds: IntervalSet): JournalChange {
  return {
    key,
    apply: entry => ({
      ...entry,
      pending: cut(entry.pending, seconds),
      aside: entry.aside
        .map(aside => ({ ...aside, seconds: cut(aside.seconds, seconds) }))
        .filter(aside => aside.seconds.length > 0),
    }),
  };
}

/** A sentence of the server is cut to so many characters, so that an entry stays bounded whatever the server says. */
export const longestMessage = 1_000;

/**
 * The server refused these seconds: they wait aside and block nothing. Refusals of one code lie together, with the
 * latest sentence, so that a row refused every ten minutes for a month stays small.
 */
export function putAside(key: JournalKey, refused: SetAside): JournalChange {
  return {
    key,
    apply: entry => {
      const others = withoutSeconds(entry.aside, refused.seconds);
      const same = others.filter(({ code }) => code === refused.code);
      const together: SetAside = {
        code: refused.code,
        message: refused.message.slice(0, longestMessage),
        seconds: normalise([...same, refused].flatMap(({ seconds }) => seconds)),
        retry: same.reduce((retry, { retry: other }) => later(retry, other), refused.retry),
      };
      return {
        ...entry,
        pending: cut(entry.pending, refused.seconds),
        aside: [...others.filter(({ code }) => code !== refused.code), together],
      };
    },
  };
}

function later(a: SetAside["retry"], b: SetAside["retry"]): SetAside["retry"] {
  return typeof a === "object" && typeof b === "object" ? { from: Math.max(a.from, b.from) } : a;
}

/** The rep gave refused seconds up. What is pending of the same seconds is not touched. */
export function discard(key: JournalKey, seconds: IntervalSet): JournalChange {
  return { key, apply: entry => ({ ...entry, aside: withoutSeconds(entry.aside, seconds) }) };
}

/** Seconds set aside are tried once more. */
export function takeBack(key: JournalKey, aside: SetAside): JournalChange {
  return {
    key,
    apply: entry => ({
      ...entry,
      pending: union(entry.pending, aside.seconds),
      aside: withoutSeconds(entry.aside, aside.seconds),
    }),
  };
}

/**
 * After a crash: the uncertain seconds of trackers that no longer live count up to their last checkpoint.
 * @param living Instances that still run, whose seconds are theirs to judge.
 */
export function adopt(entry: JournalEntry, living: ReadonlySet<string>): JournalEntry {
  const orphans = Object.keys(entry.provisional).filter(instance => !living.has(instance));
  return orphans.reduce(
    (adopted, instance) => ({
      ...adopted,
      pending: union(adopted.pending, entry.provisional[instance] ?? emptySet),
      provisional: withPiece(adopted.provisional, instance, undefined),
    }),
    entry,
  );
}

/** Seconds found from earlier visits that no closing page had given to the network already. */
export function recoveredSeconds(entries: readonly JournalEntry[], handedOver: readonly HandedOver[]): number {
  return entries.reduce((sum, entry) => {
    const given = handedOver.filter(h => h.caseId === entry.caseId && h.workDate === entry.workDate);
    return sum + measure(cut(entry.pending, normalise(given.flatMap(h => h.seconds))));
  }, 0);
}

function withPiece(
  pieces: JournalEntry["provisional"],
  instance: string,
  piece: IntervalSet | undefined,
): JournalEntry["provisional"] {
  const rest = Object.fromEntries(Object.entries(pieces).filter(([key]) => key !== instance));
  return piece ? { ...rest, [instance]: piece } : rest;
}

function withoutSeconds(list: readonly SetAside[], seconds: IntervalSet): readonly SetAside[] {
  return list
    .map(aside => ({ ...aside, seconds: cut(aside.seconds, seconds) }))
    .filter(aside => aside.seconds.length > 0);
}
