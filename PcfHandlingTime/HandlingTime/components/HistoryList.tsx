import { Button, Link } from "@fluentui/react-components";
import * as React from "react";
import { formNames } from "../model/drafts";
import { fieldsOf } from "../model/logForm";
import type { ActivityItem, HistoryItem, LogItem } from "../model/ports";
import type { Session, Snapshot } from "../model/session";
import type { RepTotals } from "../model/totals";
import { CorrectTime, emptyCorrection } from "./CorrectTime";
import { EntryList } from "./EntryList";
import { Adjusted, Figure } from "./Figure";
import { Loading } from "./Loading";
import { LogForm, reasons } from "./LogForm";
import { isolated, onEscape, type Wording } from "./shared";
import * as styles from "./styles";

interface HistoryProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  /** The case may be worked on: what is one's own can be changed. */
  readonly writable: boolean;
}

/** Where the numbers come from: automatic time by rep, then each log and each activity, newest first. */
export function HistoryList(props: HistoryProps): React.ReactElement {
  const { session, snapshot, wording } = props;
  const { text } = wording;
  const { totals, history, inputs, failure } = snapshot;
  const list = React.useRef<HTMLDivElement>(null);
  const moreLogs = React.useCallback(() => void session.history.more("logs"), [session]);
  const moreActivities = React.useCallback(() => void session.history.more("activities"), [session]);
  if (!totals || !history || !inputs)
    return failure === undefined || snapshot.refreshing ? (
      <Loading text={text} />
    ) : (
      <div data-testid="ht-history" style={styles.row}>
        <span style={styles.warning}>{text("History_Failed")}</span>
        <Button size="small" onClick={() => void session.refresh()}>
          {text("Error_Retry")}
        </Button>
      </div>
    );
  // Deleted meanwhile, or beyond the entries that were read: what was typed stays in sight.
  const elsewhere = session.drafts
    .editedLogs(inputs.caseId ?? "")
    .filter(({ id }) => !history.logs.items.some(log => log.id === id));
  const automatic = totals.reps.filter(rep => rep.automatic !== 0 || rep.adjusted !== 0);
  return (
    <div ref={list} tabIndex={-1} data-testid="ht-history" style={styles.column}>
      <div>
        <strong>{text("History_Automatic")}</strong>
        {automatic.length === 0 ? (
          <div style={styles.quiet}>{text("History_None")}</div>
        ) : (
          <ul role="list" aria-label={text("History_Automatic")} style={styles.plainList}>
            {automatic.map(rep => (
              <li key={rep.id} style={styles.entry}>
                <AutomaticTime {...props} rep={rep} maximumSeconds={totals.maximumLogSeconds} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {inputs.allowTimeLogs &&
        props.writable &&
        snapshot.rights.write &&
        elsewhere.map(log => (
          <EditLog
            key={log.id}
            {...{ session, wording, log }}
            form={formNames.edit(inputs.caseId ?? "", log.id)}
            maximumSeconds={totals.maximumLogSeconds}
            onGone={() => list.current?.focus()}
          />
        ))}
      {inputs.allowTimeLogs && (
        <EntryList
          title={text("History_Logs")}
          listing={history.logs}
          wording={wording}
          onMore={moreLogs}
          isOpen={log => session.drafts.isOpen(formNames.edit(inputs?.caseId ?? "", log.id))}
        >
          {log => <TimeLog {...props} log={log} maximumSeconds={totals.maximumLogSeconds} />}
        </EntryList>
      )}
      <EntryList
        title={text("History_Activities")}
        listing={history.activities}
        wording={wording}
        onMore={moreActivities}
        isOpen={() => false}
      >
        {activity => <Activity item={activity} session={session} wording={wording} />}
      </EntryList>
    </div>
  );
}

interface AutomaticTimeProps extends HistoryProps {
  readonly rep: RepTotals;
  readonly maximumSeconds: number;
}

/** A rep's line; the rep, and who may write everybody's time, can correct it. */
function AutomaticTime(props: AutomaticTimeProps): React.ReactElement {
  const { session, snapshot, wording, writable, rep, maximumSeconds } = props;
  const { text } = wording;
  const { inputs, rights } = snapshot;
  const button = React.useRef<HTMLButtonElement>(null);
  const form = formNames.correct(inputs?.caseId ?? "", rep.id);
  const correctable = writable && rights.create && (rep.id === inputs?.userId || rights.writeAll);
  const name = rep.name || text("Contributor_Unnamed");
  return (
    <>
      <div style={styles.wrappingSpread}>
        <bdi style={styles.typed}>{name}</bdi>
        <span style={styles.wholeRow}>
          <Figure seconds={rep.automatic} wording={wording} />
          <Adjusted seconds={rep.adjusted} wording={wording} />
          {correctable && (
            <Button
              ref={button}
              size="small"
              appearance="subtle"
              style={styles.action}
              aria-label={text("History_Correct", isolated(name))}
              aria-expanded={session.drafts.isOpen(form)}
              onClick={() => session.drafts.open(form, emptyCorrection)}
            >
              {text("Action_Correct")}
            </Button>
          )}
        </span>
      </div>
      {correctable && session.drafts.isOpen(form) && (
        <div onKeyDown={onEscape(() => session.drafts.close(form))}>
          <CorrectTime {...{ session, wording, form, rep, maximumSeconds }} onGone={() => button.current?.focus()} />
        </div>
      )}
    </>
  );
}

interface TimeLogProps extends HistoryProps {
  readonly log: LogItem;
  readonly maximumSeconds: number;
}

function TimeLog(props: TimeLogProps): React.ReactElement {
  const { session, snapshot, wording, writable, log, maximumSeconds } = props;
  const { text } = wording;
  const { inputs, rights } = snapshot;
  const [deleting, setDeleting] = React.useState(false);
  const mounted = React.useRef(true);
  React.useEffect(() => () => void (mounted.current = false), []);
  const edit = React.useRef<HTMLButtonElement>(null);
  const form = formNames.edit(inputs?.caseId ?? "", log.id);
  const own = writable && log.rep.id === inputs?.userId;
  // The solution names its choices in one language; the widget knows their names in the user's.
  const category = reasons.find(({ value }) => value === log.reasonCategory);
  const told = nameOf(log, wording);
  const remove = async () => {
    setDeleting(true);
    session.drafts.close(form);
    await session.editing.deleteLog(log);
    if (mounted.current) setDeleting(false);
  };
  return (
    <>
      <Entry item={log} wording={wording} title={category ? text(category.key) : log.kind || text("Reason_None")}>
        {own && rights.write && (
          <Button
            ref={edit}
            size="small"
            appearance="subtle"
            style={styles.action}
            aria-label={text("History_EditLog", ...told)}
            aria-expanded={session.drafts.isOpen(form)}
            onClick={() => session.drafts.open(form, fieldsOf(log, wording.offset), log)}
          >
            {text("Action_Edit")}
          </Button>
        )}
        {own && rights.delete && (
          <Button
            size="small"
            appearance="subtle"
            style={styles.action}
            aria-label={text("History_DeleteLog", ...told)}
            disabledFocusable={deleting || session.drafts.isSaving(form)}
            onClick={() => void remove()}
          >
            {text("Action_Delete")}
          </Button>
        )}
      </Entry>
      {own && rights.write && session.drafts.isOpen(form) && (
        <EditLog {...{ session, wording, form, log, maximumSeconds }} onGone={() => edit.current?.focus()} />
      )}
    </>
  );
}

interface EditLogProps {
  readonly session: Session;
  readonly wording: Wording;
  /** Its name among the open drafts. */
  readonly form: string;
  /** As it is now; of one that is not here any more, as it was. */
  readonly log: LogItem;
  readonly maximumSeconds: number;
  /** The form is gone, and the focus with it. */
  readonly onGone: () => void;
}

/** The open form of a log. What it changes is the log as the rep saw it, not what a refresh brought since. */
function EditLog(props: EditLogProps): React.ReactElement {
  const { session, wording, form, log } = props;
  return (
    <div onKeyDown={onEscape(() => session.drafts.close(form))}>
      <LogForm
        {...props}
        label={wording.text("History_EditLog", ...nameOf(log, wording))}
        onSave={(typed, draft) => session.editing.changeLog(draft.log ?? log, typed)}
      />
    </div>
  );
}

/** What tells a log from others. */
function nameOf(log: LogItem, wording: Wording): readonly [string, string] {
  return [wording.spokenDuration(log.seconds), log.at ? wording.dateTime(log.at) : ""];
}

interface ActivityProps {
  readonly session: Session;
  readonly item: ActivityItem;
  readonly wording: Wording;
}

/** An activity; where the host can open its form, its subject does. */
function Activity({ session, item, wording }: ActivityProps): React.ReactElement {
  const open = session.openRow;
  const title = item.text || item.kind;
  return (
    <Entry
      item={{ ...item, text: item.text === "" ? "" : item.kind }}
      wording={wording}
      title={
        open ? (
          <Link as="button" onClick={() => open(item.table, item.id)}>
            {title}
          </Link>
        ) : (
          title
        )
      }
    />
  );
}

interface EntryProps {
  readonly item: HistoryItem;
  readonly wording: Wording;
  readonly title: React.ReactNode;
  readonly children?: React.ReactNode;
}

/** An entry's lines. What people typed keeps its direction to itself: it cannot reorder what stands beside it. */
function Entry({ item, wording, title, children }: EntryProps): React.ReactElement {
  return (
    <>
      <div style={styles.spread}>
        <bdi style={styles.typed}>{title}</bdi>
        <Figure seconds={item.seconds} wording={wording} />
      </div>
      {item.text !== "" && (
        <div>
          <bdi style={styles.typed}>{item.text}</bdi>
        </div>
      )}
      <div style={styles.spread}>
        <span style={styles.quiet}>
          <bdi>{item.rep.name}</bdi>
          {item.rep.name !== "" && item.at && " \u00b7 "}
          {item.at && <bdi>{wording.dateTime(item.at)}</bdi>}
        </span>
        <span style={styles.row}>{children}</span>
      </div>
    </>
  );
}
