import * as React from "react";
import { Dialogs } from "./dialogs";
import { useFocusBack } from "./useFocusBack";

export function DialogHost({ dialogs }: { dialogs: Dialogs }): React.ReactElement {
  const [, redraw] = React.useState(0);
  React.useEffect(() => dialogs.subscribe(() => redraw(count => count + 1)), [dialogs]);
  return (
    <>
      {dialogs.all.map(dialog => (
        <HostedDialog key={dialog.key} render={dialog.render} />
      ))}
    </>
  );
}

function HostedDialog({ render }: { render: () => React.ReactElement }): React.ReactElement {
  useFocusBack();
  return render();
}
