import * as React from "react";
import { useEnvironment } from "../Environment";

/** Whether the page around is the one in front. */
export const FrontContext = React.createContext(true);

/** Names the page: on its tab, and in the browser's title while it is in front. */
export function usePageTitle(title: string): void {
  const { router } = useEnvironment();
  const isFront = React.useContext(FrontContext);
  React.useEffect(() => router.setTitle(title), [router, title]);
  React.useEffect(() => {
    if (isFront) document.title = `${title} - Local Dataverse`;
  }, [isFront, title]);
}
