import * as React from "react";
import { measure } from "../../tracking/intervals";
import type { RenderState } from "../model/renderState";
import type { Session, Snapshot } from "../model/session";
import { ResumeOffer } from "./ResumeOffer";
import { ReturnCard } from "./ReturnCard";
import type { Wording } from "./shared";
import { recoveredLine, statusLines } from "./StatusLines";

interface PromptsProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly state: RenderState;
  readonly wording: Wording;
  /** The button that had the focus is gone. */
  readonly onDecided: () => void;
}

/** Questions to the rep. They stand above the chip and the card alike, so that nobody has to open anything to see them. */
export function Prompts({ session, snapshot, state, wording, onDecided }: PromptsProps): React.ReactElement | null {
  const { inputs, tracker, rights } = snapshot;
  if (!asksSomething(snapshot, state)) return null;
  return (
    <>
      {tracker?.gap && snapshot.totals?.caseActive && (
        <ReturnCard
          session={session}
          gap={tracker.gap}
          wording={wording}
          maximumSeconds={snapshot.totals.maximumLogSeconds}
          mayLog={inputs?.allowTimeLogs === true && rights.create}
          onDecided={onDecided}
        />
      )}
      {offersResume(snapshot) && <ResumeOffer session={session} text={wording.text} onDecided={onDecided} />}
    </>
  );
}

/** Whether a question waits for the rep. */
export function asksSomething(snapshot: Snapshot, state: RenderState): boolean {
  const { totals, tracker } = snapshot;
  if (!totals || state === "off") return false;
  return (tracker?.gap !== undefined && totals.caseActive) || offersResume(snapshot);
}

/** What a rep who does not see the widget should hear of, though they did not ask. */
export function newsOf(snapshot: Snapshot, wording: Wording): readonly string[] {
  const { tracker } = snapshot;
  const { text, duration } = wording;
  const recovered = recoveredLine(snapshot, wording);
  return [
    ...(recovered === undefined ? [] : [recovered]),
    ...statusLines(snapshot, wording),
    ...(tracker && tracker.aside.length > 0 ? [text("Aside_Title")] : []),
    ...(tracker?.gap ? [text("Return_Title", duration(measure(tracker.gap)))] : []),
    ...(offersResume(snapshot) ? [text("Offer_Message")] : []),
  ];
}

function offersResume({ tracker, dismissed }: Snapshot): boolean {
  return tracker?.reason === "paused" && tracker.inputWhilePaused && !dismissed.offer;
}
