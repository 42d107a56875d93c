import type { Handover, Watched } from "../recording";

/** A widget is what the rep sees, so it counts rather than a script. */
export type ClaimKind = "script" | "widget";

/** Whoever wants to count the time of a case in this page. */
export interface Claimant<Offer> {
  readonly kind: ClaimKind;
  /** What others may use of it while it counts. */
  readonly offer: Offer;
  /** From now on it counts. */
  granted(handover: Handover): void;
  /** Another one counts from now on. */
  withdrawn(): void;
  /** Whether time runs while it counts. */
  isRunning(): boolean;
  /** Whether the rep has paused it. */
  isPaused(): boolean;
  /** What it watched while it could not count yet, for the one that counts next. */
  watched(): Watched | undefined;
  /** What the one that counts has to say may have changed. */
  told(): void;
}

export interface Claim<Offer> {
  /** This one counts. */
  readonly holds: boolean;
  /** Of the one that counts. */
  holder(): Offer | undefined;
  /** Tells the others that what it has to say may have changed. */
  tell(): void;
  /** The next claimant takes over. */
  release(): void;
}

/**
 * What claimants of one page share, be they of several bundles and versions: plain data, found under a symbol that every
 * bundle knows. Whoever changes its shape or the rule of succession raises the number.
 */
interface Registry {
  readonly protocol: number;
  readonly claims: Map<string, Claimed>;
}

interface Claimed {
  readonly entries: Entry[];
  /** The rep paused the case: whoever counts next goes on so, be it a widget or a script. */
  paused: boolean;
}

interface Entry extends Claimant<unknown> {
  holds: boolean;
}

const protocol = 2;
const registryKey = Symbol.for("casetime.onePerPage");

/**
 * Claims the counting of a case. Of all claimants the first widget counts; where there is none, the first script.
 * `granted` is called before this returns where it is the one.
 */
export function claimCase<Offer>(page: object, caseId: string, claimant: Claimant<Offer>): Claim<Offer> {
  const { claims, protocol: spoken } = registryOf(page);
  if (spoken !== protocol) return aloneUnlessScript(claimant);
  const claimed = claims.get(caseId) ?? { entries: [], paused: false };
  const { entries } = claimed;
  claims.set(caseId, claimed);
  const entry: Entry = {
    kind: claimant.kind,
    offer: claimant.offer,
    granted: handover => claimant.granted(handover),
    withdrawn: () => claimant.withdrawn(),
    isRunning: () => claimant.isRunning(),
    isPaused: () => claimant.isPaused(),
    watched: () => claimant.watched(),
    told: () => claimant.told(),
    holds: false,
  };
  entries.push(entry);
  elect(claimed);
  return {
    get holds() {
      return entry.holds;
    },
    holder: () => entries.find(({ holds }) => holds)?.offer as Offer | undefined,
    tell: () => {
      if (!entry.holds) return;
      claimed.paused = entry.isPaused();
      for (const other of entries) if (other !== entry) attempt(claimed, other, () => other.told());
    },
    release: () => {
      const index = entries.indexOf(entry);
      if (index < 0) return;
      const handover = entry.holds ? leftBy(claimed, entry) : undefined;
      entries.splice(index, 1);
      entry.holds = false;
      elect(claimed, handover);
      if (entries.length === 0) claims.delete(caseId);
    },
  };
}

/** Whether a claimant of that kind is there already. */
export function isClaimed(page: object, caseId: string, kind: ClaimKind): boolean {
  return (
    registryOf(page)
      .claims.get(caseId)
      ?.entries.some(entry => entry.kind === kind) ?? false
  );
}

function registryOf(page: object): Registry {
  const owner = page as { [registryKey]?: Registry };
  owner[registryKey] ??= { protocol, claims: new Map() };
  return owner[registryKey];
}

/** The one that counts lets go before the next begins, so that no second is counted by both. */
function elect(claimed: Claimed, handover?: Handover): void {
  const { entries } = claimed;
  const next = entries.find(({ kind }) => kind === "widget") ?? entries[0];
  const holder = entries.find(({ holds }) => holds);
  if (!next || next === holder) return;
  let left = handover ?? { seamless: false, paused: claimed.paused, watched: undefined };
  if (holder) {
    holder.holds = false;
    attempt(claimed, holder, () => {
      left = leftBy(claimed, holder);
      holder.withdrawn();
    });
  }
  next.holds = true;
  attempt(claimed, next, () => next.granted(left));
}

function leftBy(claimed: Claimed, holder: Entry): Handover {
  claimed.paused = holder.isPaused();
  return { seamless: holder.isRunning(), paused: claimed.paused, watched: holder.watched() };
}

/** A claimant whose frame is gone without a word fails; it must not keep the others from counting. */
function attempt(claimed: Claimed, entry: Entry, call: () => void): void {
  const { entries } = claimed;
  try {
    call();
  } catch {
    const index = entries.indexOf(entry);
    if (index >= 0) entries.splice(index, 1);
    if (entry.holds) elect(claimed);
  }
}

/** Another version rules this page. The server counts each second once, so a widget counts; a script leaves it alone. */
function aloneUnlessScript<Offer>(claimant: Claimant<Offer>): Claim<Offer> {
  const holds = claimant.kind === "widget";
  if (holds) claimant.granted({ seamless: false, paused: false, watched: undefined });
  return {
    holds,
    holder: () => (holds ? claimant.offer : undefined),
    tell: () => undefined,
    release: () => undefined,
  };
}
