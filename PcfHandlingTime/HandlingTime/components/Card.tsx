import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { RenderState } from "../model/renderState";
import type { Session, Snapshot } from "../model/session";
import { Figures, type FiguresProps } from "./Figures";
import { Loading } from "./Loading";
import { motionOf, RunningDot } from "./RunningDot";
import { homeAttribute, onEscape, type Wording } from "./shared";
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
  React.useLayoutEffect(() => {
    if (takeFocus) collapse.current?.focus();
  }, [takeFocus]);
  return (
    <div style={styles.card} onKeyDown={onEscape(onCollapse)}>
      <div style={styles.spread}>
        <span style={styles.row}>
          <RunningDot motion={motionOf(snapshot.tracker)} text={text} />
          <strong>{text("Widget_Name")}</strong>
        </span>
        <Button
          ref={collapse}
          {...{ [homeAttribute]: "" }}
          size="small"
          appearance="subtle"
          aria-expanded={true}
          onClick={onCollapse}
        >
          {text("Action_Collapse")}
        </Button>
      </div>
      <Body session={session} snapshot={snapshot} wording={wording} state={state} />
    </div>
  );
}

function Body(props: FiguresProps): React.ReactElement {
  const { session, snapshot, wording, state } = props;
  const { text } = wording;
  switch (state) {
    case "off":
      return <Off session={session} text={text} />;
    case "hidden":
      return <></>;
    case "unsaved":
      return <div>{text("Unsaved_Message")}</div>;
    case "loading":
      return <Loading text={text} />;
    case "error":
      return <Failed session={session} sentence={snapshot.failure || text("Error_Message")} text={text} />;
    case "empty":
    case "ready":
    case "readOnly":
      return <Figures {...props} />;
  }
}

interface FailedProps {
  readonly session: Session;
  readonly sentence: string;
  readonly text: Wording["text"];
}

/** Why there are no numbers. The widget's live region has told it; who asks again hears the answer, the same or another. */
function Failed({ session, sentence, text }: FailedProps): React.ReactElement {
  const [attempt, setAttempt] = React.useState<"none" | "running" | "failed">("none");
  const mounted = React.useRef(true);
  React.useEffect(() => () => void (mounted.current = false), []);
  const retry = async () => {
    setAttempt("running");
    await session.refresh();
    if (mounted.current) setAttempt("failed");
  };
  return (
    <div style={styles.column}>
      {attempt === "running" ? (
        <Loading text={text} />
      ) : (
        <div role={attempt === "failed" ? "alert" : undefined}>{sentence}</div>
      )}
      <Button disabledFocusable={attempt === "running"} onClick={() => void retry()}>
        {text("Error_Retry")}
      </Button>
    </div>
  );
}

/** The one row of settings (data-model). */
const settings = { table: "casetime_setting", id: "73550000-0000-4000-8000-000000000001" };

function Off({ session, text }: { readonly session: Session; readonly text: Wording["text"] }): React.ReactElement {
  const { openRow } = session;
  return (
    <div style={styles.column}>
      <div>{text("Off_Message")}</div>
      {openRow && <Button onClick={() => openRow(settings.table, settings.id)}>{text("Off_Open")}</Button>}
    </div>
  );
}
