import { Spinner } from "@fluentui/react-components";
import * as React from "react";
import type { Wording } from "./shared";
import * as styles from "./styles";

/** Something is being read. The spinner only slows down for those who asked for less motion: they get the words alone. */
export function Loading({ text }: { readonly text: Wording["text"] }): React.ReactElement {
  const label = text("Loading_Message");
  if (!prefersStillness()) return <Spinner size="tiny" label={label} />;
  return (
    <div role="progressbar" aria-label={label} style={styles.quiet}>
      {label}
    </div>
  );
}

function prefersStillness(): boolean {
  return typeof window.matchMedia === "function" && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
