import { Spinner } from "@fluentui/react-components";
import * as React from "react";
import type { HistoryItem } from "../model/ports";
import type { Snapshot } from "../model/session";
import type { Wording } from "./shared";
import * as styles from "./styles";

/** Where the numbers come from: automatic time by rep, then each log and each activity, newest first. */
export function HistoryList(props: { readonly snapshot: Snapshot; readonly wording: Wording }): React.ReactElement {
  const { snapshot, wording } = props;
  const { text, duration } = wording;
  const { totals, history, inputs } = snapshot;
  if (!totals || !history) return <Spinner size="tiny" label={text("Loading_Message")} />;
  const automatic = totals.reps.filter(rep => rep.automatic > 0);
  return (
    <div style={styles.column}>
      <Section title={text("History_Automatic")} none={text("History_None")}>
        {automatic.map(rep => (
          <li key={rep.id} style={styles.spread}>
            <span>{rep.name}</span>
            <span style={styles.figure}>{duration(rep.automatic)}</span>
          </li>
        ))}
      </Section>
      {inputs?.allowTimeLogs && (
        <Section title={text("History_Logs")} none={text("History_None")}>
          {history.logs.map(item => (
            <Item key={item.id} item={item} wording={wording} />
          ))}
        </Section>
      )}
      <Section title={text("History_Activities")} none={text("History_None")}>
        {history.activities.map(item => (
          <Item key={item.id} item={item} wording={wording} />
        ))}
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly none: string;
  readonly children: readonly React.ReactElement[];
}

function Section({ title, none, children }: SectionProps): React.ReactElement {
  return (
    <div>
      <strong>{title}</strong>
      {children.length === 0 ? (
        <div style={styles.quiet}>{none}</div>
      ) : (
        <ul aria-label={title} style={styles.plainList}>
          {children}
        </ul>
      )}
    </div>
  );
}

function Item({ item, wording }: { readonly item: HistoryItem; readonly wording: Wording }): React.ReactElement {
  const told = [item.rep.name, item.at && wording.dateTime(item.at)].filter(Boolean).join(", ");
  return (
    <li>
      <div style={styles.spread}>
        <span>{item.kind}</span>
        <span style={styles.figure}>{wording.duration(item.seconds)}</span>
      </div>
      {item.text !== "" && <div style={{ overflowWrap: "anywhere" }}>{item.text}</div>}
      <div style={styles.quiet}>{told}</div>
    </li>
  );
}
