import {
  Button,
  FluentProvider,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  shorthands,
  Spinner,
  tokens,
  webDarkTheme,
  webLightTheme,
} from "@fluentui/react-components";
import * as React from "react";
import { wordRefusal, type FrameKey } from "./frameTexts";
import { isDark } from "./host";
import type { Language } from "./languages";
import type { Texts } from "./texts";
import type { Refusal } from "./webApi";

const useStyles = makeStyles({
  page: {
    minHeight: "100vh",
    boxSizing: "border-box",
    ...shorthands.padding(tokens.spacingVerticalL, tokens.spacingHorizontalL),
    "@media print": { ...shorthands.padding(0) },
  },
});

interface Props {
  readonly language: Language;
  readonly children: React.ReactNode;
}

/** The platform's look around a page: its theme, light or dark as what surrounds it, and the reader's direction. */
export function PageFrame({ language, children }: Props): React.ReactElement {
  const styles = useStyles();
  const dark = useDark();
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} dir={language.isRightToLeft ? "rtl" : "ltr"}>
      <main className={styles.page} style={{ colorScheme: dark ? "dark" : "light" }}>
        {children}
      </main>
    </FluentProvider>
  );
}

/** Paper is white: what is printed is light. */
function useDark(): boolean {
  const read = () => isDark() && !window.matchMedia("print").matches;
  const [dark, setDark] = React.useState(read);
  React.useEffect(() => {
    const changed = () => setDark(read());
    const queries = ["(prefers-color-scheme: dark)", "print"].map(query => window.matchMedia(query));
    queries.forEach(query => query.addEventListener("change", changed));
    window.addEventListener("focus", changed);
    return () => {
      queries.forEach(query => query.removeEventListener("change", changed));
      window.removeEventListener("focus", changed);
    };
  }, []);
  return dark;
}

export function Loading({ text }: { readonly text: Texts<FrameKey> }): React.ReactElement {
  return <Spinner label={text("Frame_Loading")} />;
}

interface FailedProps {
  readonly text: Texts<FrameKey>;
  readonly refusal: Refusal;
  readonly onRetry: () => void;
}

/** Nothing can be shown: why, and the way on. */
export function Failed({ text, refusal, onRetry }: FailedProps): React.ReactElement {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{wordRefusal(text, refusal)}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={onRetry}>{text("Frame_Retry")}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
