import { Button, makeStyles, mergeClasses, shorthands, Tab, TabList, tokens } from "@fluentui/react-components";
import * as React from "react";
import { DismissRegular } from "../icons";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", minWidth: 0 },
  column: { display: "flex", flexDirection: "column", minHeight: 0, alignItems: "stretch" },
  list: { overflowX: "auto", overflowY: "hidden", minWidth: 0 },
  vertical: { overflowX: "hidden", overflowY: "auto", minHeight: 0 },
  content: { display: "flex", alignItems: "center", columnGap: tokens.spacingHorizontalS, maxWidth: "180px" },
  title: { overflowX: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", flexGrow: 1, textAlign: "start" },
  cross: { display: "inline-flex", ...shorthands.borderRadius(tokens.borderRadiusSmall) },
});

export interface TabItem {
  id: string;
  title: string;
  canClose: boolean;
  /** The element that the tab shows. */
  panelId?: string;
}

interface Props {
  label: string;
  /** What one is called: session, tab. */
  noun: string;
  items: TabItem[];
  selected: string;
  vertical?: boolean;
  onSelect: (id: string) => void;
  onClose: (id: string) => void;
}

/**
 * Tabs that can be closed: by the Delete key on the tab, by the cross in it (for the mouse; a tab may hold no second control), or by
 * the button beside the list, which closes the selected one.
 */
export function ClosableTabs({ label, noun, items, selected, vertical, onSelect, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const current = items.find(item => item.id === selected);
  return (
    <div className={vertical ? styles.column : styles.row}>
      <TabList
        aria-label={label}
        vertical={vertical}
        size="small"
        className={mergeClasses(vertical ? styles.vertical : styles.list)}
        selectedValue={selected}
        onTabSelect={(_, data) => onSelect(String(data.value))}
      >
        {items.map(item => (
          <Tab
            key={item.id}
            value={item.id}
            title={item.title}
            aria-label={item.title}
            aria-controls={item.panelId}
            aria-keyshortcuts={item.canClose ? "Delete" : undefined}
            onKeyDown={event => {
              if (event.key !== "Delete" || !item.canClose) return;
              event.preventDefault();
              onClose(item.id);
            }}
          >
            <span className={styles.content}>
              <span className={styles.title}>{item.title}</span>
              {item.canClose && (
                <span
                  aria-hidden
                  data-close={noun}
                  className={styles.cross}
                  onClick={event => {
                    event.stopPropagation();
                    onClose(item.id);
                  }}
                >
                  <DismissRegular fontSize={14} />
                </span>
              )}
            </span>
          </Tab>
        ))}
      </TabList>
      {current?.canClose && (
        <Button size="small" appearance="subtle" onClick={() => onClose(current.id)}>
          {`Close ${noun}`}
        </Button>
      )}
    </div>
  );
}
