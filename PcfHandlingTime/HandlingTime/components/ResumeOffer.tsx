import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { Session } from "../model/session";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface ResumeOfferProps {
  readonly session: Session;
  readonly text: Wording["text"];
  /** The button that had the focus is gone. */
  readonly onDecided: () => void;
}

/** Somebody types into the form of a paused case: perhaps Resume was forgotten. It takes no focus and blocks nothing. */
export function ResumeOffer({ session, text, onDecided }: ResumeOfferProps): React.ReactElement {
  return (
    <div role="group" aria-label={text("Offer_Message")} data-testid="ht-offer" style={styles.prompt}>
      <span>{text("Offer_Message")}</span>
      <div style={styles.wrappingRow}>
        <Button
          size="small"
          appearance="primary"
          style={styles.action}
          onClick={() => {
            session.resume();
            onDecided();
          }}
        >
          {text("Action_Resume")}
        </Button>
        <Button
          size="small"
          style={styles.action}
          onClick={() => {
            session.dismiss({ offer: true });
            onDecided();
          }}
        >
          {text("Offer_Later")}
        </Button>
      </div>
    </div>
  );
}
