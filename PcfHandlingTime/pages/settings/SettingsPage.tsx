import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  shorthands,
  Text,
  Title2,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import type { Drafts } from "../shared/drafts";
import { wordRefusal } from "../shared/frameTexts";
import { Failed, Loading } from "../shared/PageFrame";
import { SettingFields } from "./SettingFields";
import { SettingsLinks } from "./SettingsLinks";
import { SettingsModel, type SettingsView } from "./settingsModel";
import type { SettingsStore } from "./settingsStore";
import type { SettingsTexts } from "./texts";

const useStyles = makeStyles({
  page: { display: "grid", maxWidth: "640px", ...shorthands.gap(tokens.spacingVerticalL) },
  title: { ...shorthands.margin(0) },
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalM) },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly store: SettingsStore;
  readonly userId: string;
  readonly drafts: Drafts;
  readonly text: SettingsTexts;
}

export function SettingsPage({ store, userId, drafts, text }: Props): React.ReactElement {
  const styles = useStyles();
  const [view, setView] = React.useState<SettingsView>({ phase: "loading" });
  const model = React.useMemo(() => new SettingsModel(store, userId, drafts, setView), [store, userId, drafts]);
  React.useEffect(() => void model.load(), [model]);
  const isChanged = view.phase === "ready" && view.changed.length > 0;
  const leave = useLeaveQuestion(isChanged);
  return (
    <div className={styles.page}>
      <Title2 as="h1" className={styles.title}>
        {text("Settings_Title")}
      </Title2>
      {view.phase === "loading" && <Loading text={text} />}
      {view.phase === "failed" && <Failed text={text} refusal={view.refusal} onRetry={() => void model.load()} />}
      {view.phase === "ready" && <Ready model={model} view={view} text={text} />}
      <SettingsLinks text={text} isChanged={isChanged} onLeave={leave} />
    </div>
  );
}

type ReadyView = Extract<SettingsView, { phase: "ready" }>;

interface ReadyProps {
  readonly model: SettingsModel;
  readonly view: ReadyView;
  readonly text: SettingsTexts;
}

function Ready({ model, view, text }: ReadyProps): React.ReactElement {
  const styles = useStyles();
  const { stored, changed, problems, saving, mayWrite, disputed, entries } = view;
  const isChanged = changed.length > 0;
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const wrong = Object.keys(problems)[0];
    if (wrong) document.getElementById(`setting-${wrong}`)?.focus();
    else void model.save();
  };
  return (
    <form onSubmit={save} noValidate className={styles.page} data-state={saving ? "saving" : "ready"}>
      <Messages view={view} text={text} />
      <SettingFields
        {...{ entries, problems, disputed, text }}
        stored={stored}
        readOnly={!mayWrite}
        onEdit={(name, entry) => model.edit(name, entry)}
      />
      {stored.disabledOn && <Text>{text("Settings_DisabledOn", stored.disabledOn)}</Text>}
      {mayWrite && (
        <div className={styles.bar}>
          <Button type="submit" appearance="primary" disabledFocusable={saving || !isChanged}>
            {text("Settings_Save")}
          </Button>
          <Button disabledFocusable={saving || !isChanged} onClick={() => model.discard()}>
            {text("Settings_Discard")}
          </Button>
          <span role="status" className={styles.quiet}>
            {isChanged && text("Settings_Unsaved")}
          </span>
        </div>
      )}
      <Text className={styles.quiet} data-testid="settings-changed">
        {stored.changed ? text("Settings_Changed", stored.changed.by, stored.changed.on) : text("Settings_Defaults")}
      </Text>
    </form>
  );
}

function Messages({ view, text }: Omit<ReadyProps, "model">): React.ReactElement {
  const { refusal, notice, mayWrite, stored } = view;
  return (
    <>
      {refusal && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            {mayWrite ? wordRefusal(text, refusal) : [text("Settings_RightLost"), refusal.message].join(" ")}
          </MessageBarBody>
        </MessageBar>
      )}
      {!refusal && !mayWrite && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{text("Settings_ReadOnly")}</MessageBarBody>
        </MessageBar>
      )}
      {notice === "conflict" && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>
            {text("Settings_Conflict", stored.changed?.by ?? "", stored.changed?.on ?? "")}
          </MessageBarBody>
        </MessageBar>
      )}
      <div role="status">
        {notice === "saved" && (
          <MessageBar intent="success">
            <MessageBarBody>{text("Settings_Saved")}</MessageBarBody>
          </MessageBar>
        )}
        {notice === "restored" && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{text("Settings_Restored")}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </>
  );
}

/**
 * The browser asks before the page is closed or loaded again with entries that nobody saved.
 * @returns To be called where the reader has been asked already.
 */
function useLeaveQuestion(isChanged: boolean): () => void {
  const isAnswered = React.useRef(false);
  React.useEffect(() => {
    if (!isChanged) return;
    isAnswered.current = false;
    const ask = (event: BeforeUnloadEvent) => {
      if (isAnswered.current) return;
      event.preventDefault();
      // Chromium before 119 asks for this only.
      event.returnValue = true;
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isChanged]);
  return () => {
    isAnswered.current = true;
  };
}
