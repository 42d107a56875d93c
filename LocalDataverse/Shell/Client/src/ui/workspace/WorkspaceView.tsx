import { makeStyles, mergeClasses, shorthands, tokens } from "@fluentui/react-components";
import * as React from "react";
import { NARROW, useChanges, useMediaQuery } from "../hooks";
import { useEnvironment } from "../Environment";
import { ClosableTabs } from "./ClosableTabs";
import { PageHost } from "./PageHost";

const useStyles = makeStyles({
  view: { flexGrow: 1, minWidth: 0, minHeight: 0, display: "flex" },
  stacked: { flexDirection: "column" },
  sessions: {
    flexShrink: 0,
    boxSizing: "border-box",
    display: "flex",
    backgroundColor: tokens.colorNeutralBackground2,
    ...shorthands.padding(tokens.spacingVerticalXS, tokens.spacingHorizontalXS),
  },
  rail: {
    width: "208px",
    flexDirection: "column",
    ...shorthands.borderRight("1px", "solid", tokens.colorNeutralStroke2),
  },
  main: { flexGrow: 1, minWidth: 0, minHeight: 0, display: "flex", flexDirection: "column" },
  tabs: {
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground2,
    ...shorthands.padding(0, tokens.spacingHorizontalS),
    ...shorthands.borderBottom("1px", "solid", tokens.colorNeutralStroke2),
  },
  pages: { flexGrow: 1, minHeight: 0, position: "relative" },
});

/** Every open page, of which one shows. The others stay in the page, hidden, so that what runs on them goes on. */
export function WorkspaceView(): React.ReactElement {
  const styles = useStyles();
  const { workspace } = useEnvironment();
  const narrow = useMediaQuery(NARROW);
  const subscribe = React.useCallback((listener: () => void) => workspace.subscribe(listener), [workspace]);
  useChanges(subscribe);
  const { focused: session, front, isMultiSession } = workspace;
  // By id, so that a page never moves among its siblings when others open and close.
  const tabs = [...workspace.tabs].sort((left, right) => numberOf(left.id) - numberOf(right.id));
  return (
    <div className={mergeClasses(styles.view, narrow && styles.stacked)}>
      {isMultiSession && (
        <div className={mergeClasses(styles.sessions, !narrow && styles.rail)}>
          <ClosableTabs
            label="Sessions"
            noun="session"
            vertical={!narrow}
            items={workspace.sessions.map(({ id, title, canClose }) => ({ id, title, canClose }))}
            selected={session.id}
            onSelect={id => workspace.sessions.filter(one => one.id === id).forEach(one => workspace.focusSession(one))}
            onClose={id =>
              workspace.sessions.filter(one => one.id === id).forEach(one => void workspace.closeSession(one))
            }
          />
        </div>
      )}
      <main className={styles.main}>
        {isMultiSession && (
          <div className={styles.tabs}>
            <ClosableTabs
              label="Tabs"
              noun="tab"
              items={session.tabs.map(tab => ({
                id: tab.id,
                title: tab.title || "Loading",
                canClose: tab.canClose,
                panelId: panelOf(tab.id),
              }))}
              selected={front.id}
              onSelect={id => session.tabs.filter(tab => tab.id === id).forEach(tab => workspace.focusTab(tab))}
              onClose={id => session.tabs.filter(tab => tab.id === id).forEach(tab => void workspace.closeTab(tab))}
            />
          </div>
        )}
        <div className={styles.pages}>
          {tabs.map(tab => (
            <PageHost key={tab.id} tab={tab} panelId={panelOf(tab.id)} isFront={tab === front} />
          ))}
        </div>
      </main>
    </div>
  );
}

function panelOf(tabId: string): string {
  return `page-${tabId}`;
}

function numberOf(tabId: string): number {
  return Number(tabId.slice(tabId.lastIndexOf("-") + 1));
}
