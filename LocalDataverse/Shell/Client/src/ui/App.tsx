import { FluentProvider } from "@fluentui/react-components";
import * as React from "react";
import { readApp } from "../apps/apps";
import { Formatter } from "../platform/formatter";
import { readSession, Session, signOut } from "../platform/session";
import { createEnvironment } from "./createEnvironment";
import { Environment, EnvironmentProvider } from "./Environment";
import { Frame } from "./Frame";
import { DialogHost } from "./dialogs/DialogHost";
import { sentenceOf, WebApi } from "../platform/webApi";
import { parseApp } from "../routing/route";
import { useLoaded } from "./hooks";
import { SignInPage } from "./SignInPage";
import { Failed, Loading } from "./States";
import { ToastHost } from "./Toasts";
import { ColorSchemeContext, themeOf, useColorScheme } from "./theme";

/** Who is here decides what shows: the sign-in page or the frame with its pages. */
export function App(): React.ReactElement {
  const [attempt, setAttempt] = React.useState(0);
  const [scheme, setScheme] = useColorScheme();
  const again = React.useCallback(() => setAttempt(count => count + 1), []);
  const start = useLoaded(open, [attempt]);
  const [leaving, setLeaving] = React.useState(false);
  const [stuck, setStuck] = React.useState("");
  React.useEffect(() => {
    if (!leaving) return;
    // The pages are gone by now, so nothing asks the server for data any more when nobody is signed in.
    signOut().then(
      () => window.location.assign("/main.aspx"),
      (error: unknown) => {
        setStuck(sentenceOf(error));
        setLeaving(false);
      },
    );
  }, [leaving]);
  const signOutNow = () => {
    setStuck("");
    setLeaving(true);
  };
  const isRightToLeft = start.state === "ready" && start.value.environment?.formatter.isRightToLeft === true;
  return (
    <ColorSchemeContext.Provider value={scheme}>
      <FluentProvider
        theme={themeOf(scheme)}
        dir={isRightToLeft ? "rtl" : "ltr"}
        style={{ height: "100%", colorScheme: scheme }}
      >
        {start.state === "loading" && <Loading label="Starting" />}
        {start.state === "failed" && (
          <Failed title="The app can't be opened" error={start.error} onRetry={again} otherApps />
        )}
        {start.state === "ready" && !start.value.environment && (
          <SignInPage users={start.value.session.users} onSignedIn={again} />
        )}
        {stuck && <Failed title="Not signed out" error={stuck} />}
        {leaving && <Loading label="Signing out" />}
        {start.state === "ready" && start.value.environment && !leaving && (
          <EnvironmentProvider value={start.value.environment}>
            <Frame scheme={scheme} onScheme={setScheme} onSignOut={signOutNow} />
            <ToastHost />
            <DialogHost dialogs={start.value.environment.dialogs} />
          </EnvironmentProvider>
        )}
      </FluentProvider>
    </ColorSchemeContext.Provider>
  );
}

async function open(): Promise<{ session: Session; environment: Environment | undefined }> {
  const session = await readSession();
  const { user, profile } = session;
  if (!user || !profile) return { session, environment: undefined };
  const formatter = new Formatter(profile.languageId, profile.timeZone, profile.dateFormat, profile.timeFormat);
  document.documentElement.lang = new Intl.Locale(formatter.locale).baseName;
  document.documentElement.dir = formatter.isRightToLeft ? "rtl" : "ltr";
  const api = new WebApi();
  const app = await readApp(api, profile, parseApp(window.location.search));
  return { session, environment: createEnvironment(user, profile, formatter, app, api) };
}
