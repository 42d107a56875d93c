import { Field, Input, makeStyles, shorthands, Switch, tokens } from "@fluentui/react-components";
import * as React from "react";
import type { StoredSettings } from "./settingsStore";
import { ranges, type Entries, type NumberName, type Problem, type SettingName } from "./settingValues";
import type { SettingsKey, SettingsTexts } from "./texts";

const useStyles = makeStyles({
  fields: { display: "grid", ...shorthands.gap(tokens.spacingVerticalL) },
  number: { width: "160px", maxWidth: "100%" },
});

type Edit = <Name extends SettingName>(name: Name, entry: Entries[Name]) => void;

interface Props {
  readonly entries: Entries;
  readonly problems: Readonly<Partial<Record<NumberName, Problem>>>;
  readonly disputed: readonly SettingName[];
  readonly stored: StoredSettings;
  readonly readOnly: boolean;
  readonly onEdit: Edit;
  readonly text: SettingsTexts;
}

const labels = {
  enabled: ["Settings_Enabled", "Settings_EnabledHint"],
  interval: ["Settings_Interval", "Settings_IntervalHint"],
  idle: ["Settings_Idle", "Settings_IdleHint"],
  overlapOnce: ["Settings_Overlap", "Settings_OverlapHint"],
  maximum: ["Settings_Maximum", "Settings_MaximumHint"],
} as const satisfies Record<SettingName, readonly [SettingsKey, SettingsKey]>;

const problemTexts: Record<Problem, SettingsKey> = {
  empty: "Settings_Empty",
  unreadable: "Settings_Unreadable",
  outOfRange: "Settings_OutOfRange",
};

export function SettingFields(props: Props): React.ReactElement {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      <SwitchField name="enabled" {...props} />
      <NumberField name="interval" {...props} />
      <NumberField name="idle" {...props} />
      <SwitchField name="overlapOnce" {...props} />
      <NumberField name="maximum" {...props} />
    </div>
  );
}

function SwitchField({
  name,
  entries,
  readOnly,
  onEdit,
  ...rest
}: Props & { readonly name: "enabled" | "overlapOnce" }): React.ReactElement {
  const { text, disputed, stored } = rest;
  const [label, hint] = labels[name];
  const theirs = text(stored.values[name] ? "Settings_On" : "Settings_Off");
  return (
    <Field
      hint={text(hint)}
      validationState={disputed.includes(name) ? "warning" : "none"}
      validationMessage={disputed.includes(name) ? theirsText(text, stored, theirs) : undefined}
    >
      <Switch
        id={`setting-${name}`}
        label={text(label)}
        checked={entries[name]}
        // A disabled switch can't be reached by keyboard; this one can, and stays as it is.
        aria-readonly={readOnly || undefined}
        onChange={(_, { checked }) => !readOnly && onEdit(name, checked)}
      />
    </Field>
  );
}

function NumberField({
  name,
  entries,
  readOnly,
  onEdit,
  ...rest
}: Props & { readonly name: NumberName }): React.ReactElement {
  const styles = useStyles();
  const { text, problems, disputed, stored } = rest;
  const [label, hint] = labels[name];
  const range = [String(ranges[name].least), String(ranges[name].most)];
  const problem = problems[name];
  const theirs = disputed.includes(name) ? theirsText(text, stored, String(stored.values[name])) : undefined;
  return (
    <Field
      label={text(label)}
      hint={text(hint, ...range)}
      validationState={problem ? "error" : theirs ? "warning" : "none"}
      validationMessage={problem ? text(problemTexts[problem], ...range) : theirs}
    >
      <Input
        id={`setting-${name}`}
        className={styles.number}
        inputMode="numeric"
        autoComplete="off"
        value={entries[name]}
        readOnly={readOnly}
        onChange={(_, { value }) => onEdit(name, value)}
      />
    </Field>
  );
}

function theirsText(text: SettingsTexts, stored: StoredSettings, value: string): string {
  return text("Settings_Theirs", stored.changed?.by ?? "", value);
}
