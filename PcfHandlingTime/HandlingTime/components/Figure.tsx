import * as React from "react";
import { heard, type Wording } from "./shared";
import * as styles from "./styles";

interface FigureProps {
  readonly seconds: number;
  readonly wording: Wording;
  /** For those who look the number up from outside. */
  readonly id?: string;
  readonly big?: boolean;
}

/** A duration: short for the eye, in full words for the ear, since "3 h" is read out letter by letter. */
export function Figure({ seconds, wording, id, big = false }: FigureProps): React.ReactElement {
  return (
    <span>
      <span
        aria-hidden="true"
        data-testid={id}
        data-seconds={id && seconds}
        style={big ? styles.bigFigure : styles.figure}
      >
        {wording.duration(seconds)}
      </span>
      <span style={styles.heardOnly}>{wording.spokenDuration(seconds)}</span>
    </span>
  );
}

interface AdjustedProps {
  /** Up or down. */
  readonly seconds: number;
  readonly wording: Wording;
}

/** By how much automatic time was corrected. */
export function Adjusted({ seconds, wording }: AdjustedProps): React.ReactElement | null {
  if (seconds === 0) return null;
  const { text } = wording;
  return (
    <span style={styles.quiet}>
      <span aria-hidden="true" data-testid="ht-adjusted" data-seconds={seconds}>
        {text("Number_Adjusted", wording.correction(seconds))}
      </span>
      <span style={styles.heardOnly}>{text("Number_Adjusted", heard(wording).correction(seconds))}</span>
    </span>
  );
}
