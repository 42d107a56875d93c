import { FluentProvider, IdPrefixProvider, Portal, type Theme } from "@fluentui/react-components";
import * as React from "react";
import type { MemoryPort } from "../model/ports";
import { renderState } from "../model/renderState";
import type { Session } from "../model/session";
import { useAnnouncement } from "./announce";
import { Card } from "./Card";
import { Chip } from "./Chip";
import { watchCorner } from "./corner";
import { keepFocus } from "./focus";
import { newsOf, Prompts } from "./Prompts";
import { heard, homeAttribute, useSnapshot, type Wording } from "./shared";
import * as styles from "./styles";

export interface WidgetProps {
  readonly session: Session;
  readonly wording: Wording;
  readonly memory: MemoryPort;
  /** The element outside the form that carries the floating part: fixed positions break inside transformed ancestors. */
  readonly floatingRoot: HTMLElement;
  readonly theme: Theme;
  /** The browser draws its own date and time pickers to match. */
  readonly dark: boolean;
  readonly rightToLeft: boolean;
  /** Unique on the page, so that ids of several widgets differ. */
  readonly idPrefix: string;
}

/** The widget: leaves its place on the form empty and floats over the page. */
export function Widget(props: WidgetProps): React.ReactElement | null {
  const { session, wording, memory, floatingRoot, theme, dark, rightToLeft, idPrefix } = props;
  const snapshot = useSnapshot(session);
  const [collapsed, setCollapsed] = React.useState(() => memory.isCollapsed());
  const [moveFocus, setMoveFocus] = React.useState(false);
  const state = renderState(snapshot);
  // Forms in the background of a multi-session app live on; what floats would lie over another case.
  const shown = state !== "hidden" && snapshot.inFront;
  const said = useAnnouncement(shown ? newsOf(snapshot, heard(wording)).join(" ") : "");
  const focusHome = React.useCallback(
    () => floatingRoot.querySelector<HTMLElement>(`[${homeAttribute}]`)?.focus(),
    [floatingRoot],
  );
  React.useEffect(() => (shown ? watchCorner(floatingRoot) : undefined), [shown, floatingRoot]);
  React.useEffect(() => (shown ? keepFocus(floatingRoot, focusHome) : undefined), [shown, floatingRoot, focusHome]);
  if (!shown) return null;

  const fold = (folded: boolean) => {
    memory.setCollapsed(folded);
    setMoveFocus(true);
    setCollapsed(folded);
  };
  const shared = { session, snapshot, wording, takeFocus: moveFocus };
  return (
    <Portal mountNode={floatingRoot}>
      <IdPrefixProvider value={idPrefix}>
        <FluentProvider
          theme={theme}
          dir={rightToLeft ? "rtl" : "ltr"}
          style={{ ...styles.floating, colorScheme: dark ? "dark" : "light" }}
        >
          <section aria-label={wording.text("Widget_Name")} data-state={state} style={styles.stack}>
            <div role="status" style={styles.heardOnly}>
              {said}
            </div>
            <Prompts session={session} snapshot={snapshot} state={state} wording={wording} onDecided={focusHome} />
            {collapsed ? (
              <Chip {...shared} state={state} onExpand={() => fold(false)} />
            ) : (
              <Card {...shared} state={state} onCollapse={() => fold(true)} />
            )}
          </section>
        </FluentProvider>
      </IdPrefixProvider>
    </Portal>
  );
}
