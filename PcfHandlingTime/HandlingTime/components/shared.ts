import { useEffect, useState } from "react";
import type { Session, Snapshot } from "../model/session";
import { formatCorrection, formatDuration, type DurationWords } from "../model/duration";
import type { Texts } from "../model/texts";
import type { OffsetMinutes } from "../model/userTime";

/** What every part of the widget is given to word its numbers. */
export interface Wording {
  readonly text: Texts;
  number(value: number): string;
  /** Seconds in words. */
  duration(seconds: number): string;
  /** Seconds up or down in words, with their sign. */
  correction(seconds: number): string;
  /** The user's words of durations, which are read as well as written. */
  readonly durationWords: DurationWords;
  /** An instant in the user's format and time zone. */
  dateTime(instant: Date): string;
  /** How far the user's Dataverse time zone, which need not be the browser's, is ahead of UTC. */
  readonly offset: OffsetMinutes;
}

/** @param formatDateTime The host's format for the user. */
export function wording(
  text: Texts,
  locale: string | undefined,
  formatDateTime: (instant: Date) => string,
  offset: OffsetMinutes,
): Wording {
  const words = {
    hours: text("Duration_Hours"),
    minutes: text("Duration_Minutes"),
    seconds: text("Duration_Seconds"),
  };
  return {
    text,
    number: value => new Intl.NumberFormat(locale).format(value),
    duration: seconds => formatDuration(seconds, words, locale),
    correction: seconds => formatCorrection(seconds, words, locale),
    durationWords: words,
    dateTime: formatDateTime,
    offset,
  };
}

/** Characters that steer the direction of what follows them. */
const steering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A text that people typed, for attributes: what it does to the direction ends with it. */
export function isolated(typed: string): string {
  return steering.test(typed) ? `\u2068${typed}\u2069` : typed;
}

/** The session's latest snapshot; the component renders again whenever it changes. */
export function useSnapshot(session: Session): Snapshot {
  const [snapshot, setSnapshot] = useState(session.snapshot());
  useEffect(() => {
    const take = () => setSnapshot(session.snapshot());
    take();
    return session.subscribe(take);
  }, [session]);
  return snapshot;
}
