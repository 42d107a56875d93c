import * as React from "react";
import { unsavedDialog } from "../dialogs/messages";
import { useEnvironment } from "../Environment";

/**
 * Asks before the page is left with changes that are not saved.
 * @param save @returns whether it was saved; else the page stays.
 */
export function useLeaveGuard(isUnsaved: boolean, save: () => Promise<boolean>): void {
  const { router, dialogs } = useEnvironment();
  const now = React.useRef({ isUnsaved, save });
  now.current = { isUnsaved, save };
  React.useEffect(() => {
    const release = router.setGuard(async reveal => {
      if (!now.current.isUnsaved) return true;
      reveal();
      const choice = await unsavedDialog(dialogs);
      return choice === "save" ? now.current.save() : choice === "discard";
    });
    const warn = (event: BeforeUnloadEvent) => {
      if (now.current.isUnsaved) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      release();
      window.removeEventListener("beforeunload", warn);
    };
  }, [router, dialogs]);
}
