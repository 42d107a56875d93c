import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Select,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import {
  DATE_FORMATS,
  LANGUAGES,
  PersonalSettings,
  readPersonalSettings,
  TIME_FORMATS,
  TIME_ZONES,
  writePersonalSettings,
} from "../../platform/personalSettings";
import { sentenceOf } from "../../platform/webApi";
import { Environment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";

/** Language, time zone and formats of the signed-in user. @returns whether they were changed: the page has to load anew. */
export function personalSettingsDialog(environment: Environment): Promise<boolean> {
  return environment.dialogs.show<boolean>(close => <SettingsDialog environment={environment} onClose={close} />);
}

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalM) },
});

interface Props {
  environment: Environment;
  onClose: (changed: boolean) => void;
}

function SettingsDialog({ environment, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const { api, user } = environment;
  const stored = useLoaded(() => readPersonalSettings(api, user.id), [api, user]);
  const [changes, setChanges] = React.useState<Partial<PersonalSettings>>({});
  const [error, setError] = React.useState("");
  const [busy, setBusy] = React.useState(false);
  const settings = stored.state === "ready" ? { ...stored.value, ...changes } : undefined;
  const save = async () => {
    if (!settings) return;
    setBusy(true);
    try {
      await writePersonalSettings(api, user.id, settings);
      onClose(true);
    } catch (reason) {
      setError(sentenceOf(reason));
      setBusy(false);
    }
  };
  const change = (more: Partial<PersonalSettings>) => setChanges(before => ({ ...before, ...more }));
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && !busy && onClose(false)}>
      <DialogSurface aria-label="Personal settings">
        <DialogBody>
          <DialogTitle>Personal settings</DialogTitle>
          <DialogContent className={styles.fields}>
            {stored.state === "loading" && <Loading label="Loading the settings" />}
            {stored.state === "failed" && <Failed title="The settings can't be read" error={stored.error} />}
            {error && <Failed title="Not saved" error={error} />}
            {settings && (
              <>
                <Field label="Language">
                  <Select
                    value={settings.languageId}
                    onChange={(_, data) => change({ languageId: Number(data.value) })}
                  >
                    {LANGUAGES.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
                <Field label="Time zone">
                  <Select value={settings.timeZone} onChange={(_, data) => change({ timeZone: data.value })}>
                    {!TIME_ZONES.some(({ standardName }) => standardName === settings.timeZone) && (
                      <option value={settings.timeZone}>{settings.timeZone}</option>
                    )}
                    {TIME_ZONES.map(({ standardName, name }) => (
                      <option key={standardName} value={standardName}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
                <FormatField
                  label="Date format"
                  formats={DATE_FORMATS}
                  value={settings.dateFormat}
                  onChange={dateFormat => change({ dateFormat })}
                />
                <FormatField
                  label="Time format"
                  formats={TIME_FORMATS}
                  value={settings.timeFormat}
                  onChange={timeFormat => change({ timeFormat })}
                />
              </>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={!settings || busy} onClick={() => void save()}>
              Save
            </Button>
            <Button disabled={busy} onClick={() => onClose(false)}>
              Cancel
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface FormatProps {
  label: string;
  formats: readonly string[];
  value: string;
  onChange: (format: string) => void;
}

function FormatField({ label, formats, value, onChange }: FormatProps): React.ReactElement {
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        {[...new Set([...formats, value])].map(format => (
          <option key={format} value={format}>
            {format || "As the language writes it"}
          </option>
        ))}
      </Select>
    </Field>
  );
}
