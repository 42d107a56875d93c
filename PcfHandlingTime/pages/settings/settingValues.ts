import { parseWholeNumber } from "../shared/wholeNumber";

/** What an admin sets. */
export interface SettingValues {
  readonly enabled: boolean;
  /** Minutes between two writes of tracked time. */
  readonly interval: number;
  /** Minutes without input after which the timer stops; 0: never. */
  readonly idle: number;
  /** Whether activity time that lies in automatic time of the same rep counts once. */
  readonly overlapOnce: boolean;
  /** The longest log by hand, in minutes. */
  readonly maximum: number;
}

/** What holds while nobody has saved settings. */
export const defaultSettings: SettingValues = {
  enabled: false,
  interval: 10,
  idle: 3,
  overlapOnce: false,
  maximum: 1440,
};

export type NumberName = "interval" | "idle" | "maximum";

/** The ranges that the server holds the numbers to (CT1013). It has the last word; this spares the way. */
export const ranges: Readonly<Record<NumberName, { readonly least: number; readonly most: number }>> = {
  interval: { least: 10, most: 60 },
  idle: { least: 0, most: 60 },
  maximum: { least: 1, most: 1440 },
};

/** The fields as they stand, numbers as they were typed. */
export type Entries = {
  readonly [Name in keyof SettingValues]: SettingValues[Name] extends boolean ? boolean : string;
};

export type SettingName = keyof SettingValues;
export const settingNames: readonly SettingName[] = ["enabled", "interval", "idle", "overlapOnce", "maximum"];
export const numberNames: readonly NumberName[] = ["interval", "idle", "maximum"];

export type Problem = "empty" | "unreadable" | "outOfRange";

export function entriesOf({ enabled, interval, idle, overlapOnce, maximum }: SettingValues): Entries {
  return { enabled, interval: String(interval), idle: String(idle), overlapOnce, maximum: String(maximum) };
}

/** What is wrong with a number that was typed. */
export function problemOf(name: NumberName, text: string): Problem | undefined {
  const value = parseWholeNumber(text);
  if (typeof value === "string") return value;
  return value < ranges[name].least || value > ranges[name].most ? "outOfRange" : undefined;
}

/** The value that an entry stands for; undefined where it is no number. */
export function valueOf<Name extends SettingName>(entries: Entries, name: Name): SettingValues[Name] | undefined {
  const entry: boolean | string = entries[name];
  if (typeof entry === "boolean") return entry as SettingValues[Name];
  const value = parseWholeNumber(entry);
  return typeof value === "number" ? (value as SettingValues[Name]) : undefined;
}

/** The settings that stand otherwise than they are stored. */
export function changesOf(entries: Entries, stored: SettingValues): readonly SettingName[] {
  return settingNames.filter(name => valueOf(entries, name) !== stored[name]);
}

/** Entries and what was stored meanwhile, brought together. */
export interface Merged {
  readonly entries: Entries;
  /** Changed on both sides, and not alike: the entry stays, and the reader is shown the other value. */
  readonly disputed: readonly SettingName[];
}

/**
 * Somebody else saved first. What they changed and the reader did not is taken over, what the reader entered stays.
 *
 *     base      A  B  C
 *     theirs    A  b  c
 *     entries   a  B  x
 *     merged    a  b  x    C is disputed
 */
export function merge(base: SettingValues, entries: Entries, theirs: SettingValues): Merged {
  const own = changesOf(entries, base);
  const taken = { ...entriesOf(theirs) } as Record<SettingName, boolean | string>;
  for (const name of own) taken[name] = entries[name];
  const merged = taken as unknown as Entries;
  const disputed = own.filter(name => theirs[name] !== base[name] && valueOf(entries, name) !== theirs[name]);
  return { entries: merged, disputed };
}
