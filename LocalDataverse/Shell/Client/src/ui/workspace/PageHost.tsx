import { makeStyles } from "@fluentui/react-components";
import * as React from "react";
import { PageTab } from "../../workspace/pageTab";
import { EnvironmentProvider, useEnvironment } from "../Environment";
import { Page } from "../Page";
import { FrontContext } from "./front";

const useStyles = makeStyles({
  page: { height: "100%", overflowY: "auto", position: "relative" },
});

interface Props {
  tab: PageTab;
  panelId: string;
  isFront: boolean;
}

/** One page in a place of its own, with a router of its own. In the background it is there, but not displayed. */
export function PageHost({ tab, panelId, isFront }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const { workspace } = environment;
  const own = React.useMemo(() => ({ ...environment, router: workspace.routerOf(tab) }), [environment, workspace, tab]);
  const element = React.useRef<HTMLDivElement>(null);
  const scrolled = React.useRef(0);
  React.useLayoutEffect(() => {
    // What is not displayed forgets how far it was scrolled.
    if (isFront && element.current) element.current.scrollTop = scrolled.current;
  }, [isFront]);
  return (
    <div
      ref={element}
      id={panelId}
      role={workspace.isMultiSession ? "tabpanel" : undefined}
      aria-label={workspace.isMultiSession ? tab.title || "Loading" : undefined}
      className={styles.page}
      style={{ display: isFront ? undefined : "none" }}
      onScroll={event => {
        if (event.target === event.currentTarget && isFront) scrolled.current = event.currentTarget.scrollTop;
      }}
    >
      <EnvironmentProvider value={own}>
        <FrontContext.Provider value={isFront}>
          <Page key={tab.visits} route={tab.route} />
        </FrontContext.Provider>
      </EnvironmentProvider>
    </div>
  );
}
