import {
  Checkbox,
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Radio,
  RadioGroup,
  Text,
} from "@fluentui/react-components";
import * as React from "react";
import { ImportMode } from "../../solutions/jobs";
import { Loss, SolutionPreview } from "../../solutions/preview";
import { Failed } from "../States";
import { ImportOptions } from "./useImport";
import { WhatGoes } from "./WhatGoes";

interface Props {
  preview: SolutionPreview;
  options: ImportOptions;
  disabled: boolean;
  onChange: (options: ImportOptions) => void;
}

/** What the zip holds, and what becomes of the version that is installed. */
export function ImportChoices({ preview, options, disabled, onChange }: Props): React.ReactElement {
  const { name, uniqueName, version, publisher, isManaged, installedVersion, canUpgrade, obstacle } = preview;
  return (
    <>
      <Text style={{ overflowWrap: "anywhere" }}>
        <strong>{name || uniqueName}</strong> {version}, {isManaged ? "managed" : "unmanaged"}, by {publisher}.{" "}
        {installedVersion ? `Version ${installedVersion} is installed.` : "It is not installed yet."}
      </Text>
      {obstacle && <Failed title="It can't be imported" error={obstacle} />}
      {canUpgrade && (
        <Field label="Installed version">
          <RadioGroup
            value={options.mode}
            disabled={disabled}
            onChange={(_, data) => onChange({ ...options, mode: data.value as ImportMode })}
          >
            <Radio value="upgrade" label="Upgrade: what the new version lacks is deleted" />
            <Radio value="stage" label="Stage for upgrade: what it lacks is deleted when you apply the upgrade" />
            <Radio value="update" label="Update: what the new version lacks stays" />
          </RadioGroup>
        </Field>
      )}
      {canUpgrade && options.mode !== "update" && <Warning preview={preview} isLater={options.mode === "stage"} />}
      {!obstacle && installedVersion && (
        <Checkbox
          label="Overwrite customizations that were made here"
          checked={options.overwrite}
          disabled={disabled}
          onChange={(_, data) => onChange({ ...options, overwrite: data.checked === true })}
        />
      )}
    </>
  );
}

function Warning({ preview, isLater }: { preview: SolutionPreview; isLater: boolean }): React.ReactElement | null {
  const { tables, columns } = preview;
  if (tables.length + columns.length === 0)
    return <Text>The new version has every table and column that the installed one has; no data is deleted.</Text>;
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Data is deleted.</MessageBarTitle>
          {isLater
            ? "When the upgrade is applied this goes:"
            : "You can't undo this. With the installed version this goes:"}
        </MessageBarBody>
      </MessageBar>
      <WhatGoes tables={tables.map(describe)} columns={columns.map(describe)} />
    </>
  );
}

function describe({ name, label }: Loss): string {
  return label && label !== name ? `${label} (${name})` : name;
}
