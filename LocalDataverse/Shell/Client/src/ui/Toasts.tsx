import { Link, Toast, ToastFooter, Toaster, ToastTitle, useId, useToastController } from "@fluentui/react-components";
import * as React from "react";
import { Route } from "../routing/route";
import { useEnvironment } from "./Environment";

type Show = (text: string, opens: Route | undefined) => void;

/** Short notices at the bottom of the page, from code that draws nothing itself. ToastHost draws them. */
export class Toasts {
  private host: Show | undefined;

  /** @param opens What the notice offers to open. */
  show(text: string, opens?: Route): void {
    this.host?.(text, opens);
  }

  attach(host: Show): () => void {
    this.host = host;
    return () => {
      if (this.host === host) this.host = undefined;
    };
  }
}

const SHOWN_MS = 8_000;

export function ToastHost(): React.ReactElement {
  const { toasts, router } = useEnvironment();
  const id = useId("toaster");
  const { dispatchToast } = useToastController(id);
  React.useEffect(
    () =>
      toasts.attach((text, opens) =>
        dispatchToast(
          <Toast data-id="notification">
            <ToastTitle>{text}</ToastTitle>
            {opens && (
              <ToastFooter>
                <Link onClick={() => void router.go(opens)}>View record</Link>
              </ToastFooter>
            )}
          </Toast>,
          { intent: "success", timeout: SHOWN_MS, pauseOnHover: true },
        ),
      ),
    [toasts, router, dispatchToast],
  );
  return <Toaster toasterId={id} position="bottom-end" />;
}
