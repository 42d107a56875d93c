import { useEffect, useState } from "react";
import type { Session, Snapshot } from "../model/session";
import { formatDuration } from "../model/duration";
import type { Texts } from "../model/texts";

/** What every part of the widget is given to word its numbers. */
export interface Wording {
  readonly text: Texts;
  number(value: number): string;
  /** Seconds in words. */
  duration(seconds: number): string;
  /** An instant in the user's format and time zone. */
  dateTime(instant: Date): string;
}

/** @param formatDateTime The host's format for the user. */
export function wording(text: Texts, locale: string | undefined, formatDateTime: (instant: Date) => string): Wording {
  const words = {
    hours: text("Duration_Hours"),
    minutes: text("Duration_Minutes"),
    seconds: text("Duration_Seconds"),
  };
  return {
    text,
    number: value => new Intl.NumberFormat(locale).format(value),
    duration: seconds => formatDuration(seconds, words, locale),
    dateTime: formatDateTime,
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
