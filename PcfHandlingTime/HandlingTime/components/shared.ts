import { useEffect, useState, type KeyboardEventHandler } from "react";
import type { Session, Snapshot } from "../model/session";
import { formatCorrection, formatDuration, durationSpeaker, type DurationWords } from "../model/duration";
import type { Texts } from "../model/texts";
import { toLocalTime, type OffsetMinutes } from "../model/userTime";

/** What every part of the widget is given to word its numbers. */
export interface Wording {
  readonly text: Texts;
  number(value: number): string;
  /** Seconds in words. */
  duration(seconds: number): string;
  /** Seconds in full words, for those who hear the page. */
  spokenDuration(seconds: number): string;
  /** Seconds up or down in words, with their sign. */
  correction(seconds: number): string;
  /** The user's words of durations, which are read as well as written. */
  readonly durationWords: DurationWords;
  /** An instant in the user's format and time zone. */
  dateTime(instant: Date): string;
  /** The time of day alone. */
  time(instant: Date): string;
  /** How far the user's Dataverse time zone, which need not be the browser's, is ahead of UTC. */
  readonly offset: OffsetMinutes;
}

/** The host's formats for the user. */
export type Formats = Pick<Wording, "dateTime" | "time">;

export function wording(text: Texts, locale: string | undefined, formats: Formats, offset: OffsetMinutes): Wording {
  const words = {
    hours: text("Duration_Hours"),
    minutes: text("Duration_Minutes"),
    seconds: text("Duration_Seconds"),
  };
  return {
    text,
    number: value => new Intl.NumberFormat(locale).format(value),
    duration: seconds => formatDuration(seconds, words, locale),
    spokenDuration: durationSpeaker(locale),
    correction: seconds => formatCorrection(seconds, words, locale),
    durationWords: words,
    ...formats,
    offset,
  };
}

/** The same wording with durations in full words. */
export function heard(wording: Wording): Wording {
  const { spokenDuration } = wording;
  return {
    ...wording,
    duration: spokenDuration,
    correction: seconds => (seconds < 0 ? "\u2212" : "+") + spokenDuration(Math.abs(seconds)),
  };
}

/** From a second to a second (since 1970) as times of day; with the date where they lie on two of the user's days. */
export function span(wording: Wording, start: number, end: number): string {
  const [from, to] = [new Date(start * 1000), new Date(end * 1000)];
  const oneDay = toLocalTime(from, wording.offset).date === toLocalTime(to, wording.offset).date;
  const word = oneDay ? wording.time : wording.dateTime;
  return wording.text("Span", word(from), word(to));
}

/** Marks the button that is always there: it takes the focus where what had it goes away. */
export const homeAttribute = "data-home";

/** Characters that steer the direction of what follows them. */
const steering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A text that people typed, for attributes: what it does to the direction ends with it. */
export function isolated(typed: string): string {
  return steering.test(typed) ? `\u2068${typed}\u2069` : typed;
}

/** Escape leaves the innermost thing that is open; what handles it keeps it from the form around it. */
export function onEscape(leave: () => void): KeyboardEventHandler {
  return event => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  };
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
