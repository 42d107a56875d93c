import * as React from "react";
import { formNames } from "../model/drafts";
import type { RenderState } from "../model/renderState";
import type { Session, Snapshot } from "../model/session";
import { Actions } from "./Actions";
import { AddLog } from "./AddLog";
import { Faces } from "./Faces";
import { HistoryList } from "./HistoryList";
import { NoticeBar } from "./NoticeBar";
import { NumbersTable } from "./NumbersTable";
import { RefusedTime } from "./RefusedTime";
import { onEscape, type Wording } from "./shared";
import { StatusLines } from "./StatusLines";
import * as styles from "./styles";
import { TodayList } from "./TodayList";

export interface FiguresProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  readonly state: RenderState;
}

/** The numbers of the case with all that can be done and looked up. */
export function Figures({ session, snapshot, wording, state }: FiguresProps): React.ReactElement {
  const { text } = wording;
  const { inputs, totals, tracker } = snapshot;
  const [mine, setMine] = React.useState(false);
  const addButton = React.useRef<HTMLButtonElement>(null);
  const historyButton = React.useRef<HTMLButtonElement>(null);
  const refreshButton = React.useRef<HTMLButtonElement>(null);
  if (!inputs || !totals) return <></>;

  const { drafts } = session;
  const caseId = inputs.caseId ?? "";
  const addForm = formNames.add(caseId);
  const writable = state !== "readOnly";
  const adding = drafts.isOpen(addForm) && writable;
  const focusRefresh = () => refreshButton.current?.focus();
  return (
    <>
      <NumbersTable
        session={session}
        snapshot={snapshot}
        wording={wording}
        mine={mine || inputs.ownOnly}
        brief={adding}
      />
      {state === "empty" && <div style={styles.quiet}>{text("Empty_Message")}</div>}
      {!totals.caseActive && <div style={styles.quiet}>{text("ReadOnly_Inactive")}</div>}
      {drafts.isOpen(addForm) && !writable && <div style={styles.quiet}>{text("Log_Kept")}</div>}
      {!adding && !inputs.ownOnly && (
        <Faces session={session} reps={totals.reps} pictures={snapshot.pictures} text={text} number={wording.number} />
      )}
      <StatusLines session={session} snapshot={snapshot} wording={wording} onDismissed={focusRefresh} />
      <RefusedTime
        session={session}
        refused={tracker?.aside ?? []}
        wording={wording}
        caseId={caseId}
        mayLog={inputs.allowTimeLogs && snapshot.rights.create}
        writable={writable}
        maximumSeconds={totals.maximumLogSeconds}
        onGone={focusRefresh}
      />
      <Actions
        session={session}
        snapshot={snapshot}
        wording={wording}
        mayAdd={writable && inputs.allowTimeLogs}
        mine={mine}
        onMine={setMine}
        refs={{ add: addButton, history: historyButton, refresh: refreshButton }}
      />
      {adding && (
        <div onKeyDown={onEscape(() => drafts.close(addForm))}>
          <AddLog
            session={session}
            wording={wording}
            form={addForm}
            maximumSeconds={totals.maximumLogSeconds}
            onGone={() => addButton.current?.focus()}
          />
        </div>
      )}
      <NoticeBar
        session={session}
        notice={snapshot.notice}
        wording={wording}
        onDismissed={() => historyButton.current?.focus()}
      />
      {snapshot.todayShown && (
        <TodayList
          today={snapshot.today}
          caseId={caseId}
          wording={wording}
          onRetry={() => void session.showToday(true, wording.offset)}
        />
      )}
      {snapshot.historyShown && (
        <HistoryList session={session} snapshot={snapshot} wording={wording} writable={writable} />
      )}
    </>
  );
}
