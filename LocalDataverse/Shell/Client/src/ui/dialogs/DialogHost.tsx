import * as React from "react";
import { Dialogs } from "./dialogs";

export function DialogHost({ dialogs }: { dialogs: Dialogs }): React.ReactElement {
  const [, redraw] = React.useState(0);
  React.useEffect(() => dialogs.subscribe(() => redraw(count => count + 1)), [dialogs]);
  return (
    <>
      {dialogs.all.map(dialog => (
        <React.Fragment key={dialog.key}>{dialog.render()}</React.Fragment>
      ))}
    </>
  );
}
