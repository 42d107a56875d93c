import * as React from "react";

/**
 * Gives the focus back to what had it when a dialog opened. Fluent does so only for the trigger that is drawn with its dialog; a
 * keyboard user whose focus falls to the page would begin at its top. Whoever takes the focus meanwhile keeps it.
 */
export function useFocusBack(): void {
  const [before] = React.useState(() => document.activeElement);
  React.useEffect(
    () => () => {
      // The dialog is gone, and what its closing leads to has been drawn.
      window.setTimeout(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
}
