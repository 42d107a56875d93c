import { Button, Spinner, ToggleButton } from "@fluentui/react-components";
import * as React from "react";
import type { RenderState } from "../model/renderState";
import type { Session, Snapshot } from "../model/session";
import { formNames } from "../model/drafts";
import { AddLog, emptyLog } from "./AddLog";
import { Faces } from "./Faces";
import { HistoryList } from "./HistoryList";
import { NumbersTable } from "./NumbersTable";
import { NoticeBar } from "./NoticeBar";
import { motionOf, RunningDot } from "./RunningDot";
import type { Wording } from "./shared";
import { StatusLines } from "./StatusLines";
import * as styles from "./styles";

interface CardProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  readonly state: RenderState;
  readonly takeFocus: boolean;
  readonly onCollapse: () => void;
}

/** The expanded widget. */
export function Card(props: CardProps): React.ReactElement {
  const { session, snapshot, wording, state, takeFocus, onCollapse } = props;
  const { text } = wording;
  const collapse = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    if (takeFocus) collapse.current?.focus();
  }, [takeFocus]);
  return (
    <div style={styles.card} onKeyDown={onEscape(onCollapse)}>
      <div style={styles.spread}>
        <span style={styles.row}>
          <RunningDot motion={motionOf(snapshot.tracker)} />
          <strong>{text("Widget_Name")}</strong>
        </span>
        <Button ref={collapse} size="small" appearance="subtle" aria-expanded={true} onClick={onCollapse}>
          {text("Action_Collapse")}
        </Button>
      </div>
      <Body session={session} snapshot={snapshot} wording={wording} state={state} />
    </div>
  );
}

/** Escape leaves the innermost thing that is open; what handles it keeps it from the form around it. */
function onEscape(leave: () => void): React.KeyboardEventHandler {
  return event => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  };
}

type BodyProps = Pick<CardProps, "session" | "snapshot" | "wording" | "state">;

function Body(props: BodyProps): React.ReactElement {
  const { session, snapshot, wording, state } = props;
  const { text } = wording;
  switch (state) {
    case "off":
      return <div>{text("Off_Message")}</div>;
    case "hidden":
      return <></>;
    case "unsaved":
      return <div>{text("Unsaved_Message")}</div>;
    case "loading":
      return <Spinner size="tiny" label={text("Loading_Message")} />;
    case "error":
      return (
        <div style={styles.column}>
          <div role="alert">{snapshot.failure === "" ? text("Error_Message") : snapshot.failure}</div>
          <Button onClick={() => void session.refresh()}>{text("Error_Retry")}</Button>
        </div>
      );
    case "empty":
    case "ready":
    case "readOnly":
      return <Figures {...props} />;
  }
}

function Figures({ session, snapshot, wording, state }: BodyProps): React.ReactElement {
  const { text } = wording;
  const { inputs, totals, tracker } = snapshot;
  const [mine, setMine] = React.useState(false);
  const addButton = React.useRef<HTMLButtonElement>(null);
  const historyButton = React.useRef<HTMLButtonElement>(null);
  if (!inputs || !totals) return <></>;

  const { drafts } = session;
  const addForm = formNames.add(inputs.caseId ?? "");
  const adding = drafts.isOpen(addForm);
  const stopAdding = () => {
    drafts.close(addForm);
    // The field that had the focus goes away with the form.
    addButton.current?.focus();
  };
  const writable = state !== "readOnly";
  const paused = tracker?.reason === "paused";
  const showingHistory = snapshot.historyShown;
  return (
    <>
      <NumbersTable
        session={session}
        snapshot={snapshot}
        wording={wording}
        mine={mine || inputs.ownOnly}
        brief={adding && writable}
      />
      {state === "empty" && <div style={styles.quiet}>{text("Empty_Message")}</div>}
      {!totals.caseActive && <div style={styles.quiet}>{text("ReadOnly_Inactive")}</div>}
      {adding && !writable && <div style={styles.quiet}>{text("Log_Kept")}</div>}
      {!(adding && writable) && !inputs.ownOnly && (
        <Faces session={session} reps={totals.reps} pictures={snapshot.pictures} text={text} number={wording.number} />
      )}
      <StatusLines snapshot={snapshot} wording={wording} />
      <div style={styles.wrappingRow}>
        <Button
          size="small"
          style={styles.action}
          disabledFocusable={snapshot.refreshing}
          onClick={() => void session.refresh()}
        >
          {text("Action_Refresh")}
        </Button>
        {!inputs.ownOnly && (
          <ToggleButton size="small" style={styles.action} checked={mine} onClick={() => setMine(!mine)}>
            {text("Action_MyTime")}
          </ToggleButton>
        )}
        {totals.caseActive && (
          <Button size="small" style={styles.action} onClick={() => (paused ? session.resume() : session.pause())}>
            {text(paused ? "Action_Resume" : "Action_Pause")}
          </Button>
        )}
        <Button
          ref={historyButton}
          size="small"
          style={styles.action}
          aria-expanded={showingHistory}
          onClick={() => void session.showHistory(!showingHistory)}
        >
          {text("Action_History")}
        </Button>
        {writable && inputs.allowTimeLogs && (
          <Button
            ref={addButton}
            size="small"
            style={styles.action}
            aria-expanded={adding}
            onClick={() => (adding ? drafts.close(addForm) : drafts.open(addForm, emptyLog))}
          >
            {text("Action_Add")}
          </Button>
        )}
      </div>
      {adding && writable && (
        <div onKeyDown={onEscape(stopAdding)}>
          <AddLog
            session={session}
            wording={wording}
            form={addForm}
            maximumSeconds={totals.maximumLogSeconds}
            onDone={stopAdding}
          />
        </div>
      )}
      <NoticeBar
        session={session}
        notice={snapshot.notice}
        wording={wording}
        onDismissed={() => historyButton.current?.focus()}
      />
      {showingHistory && <HistoryList session={session} snapshot={snapshot} wording={wording} writable={writable} />}
    </>
  );
}
