import { Field, makeStyles, Select, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { Metadata, RelationshipInfo } from "../../platform/metadata";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { RelatedRows } from "./RelatedRows";

const useStyles = makeStyles({
  panel: {
    display: "flex",
    flexDirection: "column",
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalL),
    ...shorthands.gap(tokens.spacingVerticalM),
  },
  picker: { maxWidth: "320px" },
});

interface Choice {
  relationship: RelationshipInfo;
  label: string;
}

/** All tables that point to this row, one at a time. */
export function RelatedTab({ model }: { model: FormModel }): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const choices = useLoaded(() => loadChoices(environment, model), [environment, model]);
  const [picked, setPicked] = React.useState("");
  if (choices.state === "loading") return <Loading label="Loading related tables" />;
  if (choices.state === "failed") return <Failed title="Related tables can't be listed" error={choices.error} />;
  const choice = choices.value.find(choice => choice.relationship.schemaName === picked) ?? choices.value[0];
  if (!choice) return <Text>No table that you may read points to this row.</Text>;
  return (
    <div className={styles.panel}>
      <Field label="Related table" className={styles.picker}>
        <Select value={choice.relationship.schemaName} onChange={(_, data) => setPicked(data.value)}>
          {choices.value.map(({ relationship, label }) => (
            <option key={relationship.schemaName} value={relationship.schemaName}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <RelatedRows
        key={choice.relationship.schemaName}
        relationship={choice.relationship}
        viewId=""
        pageSize={25}
        label={choice.label}
      />
    </div>
  );
}

const READ = 2;

async function loadChoices({ customizations, metadata, privileges }: Environment, model: FormModel): Promise<Choice[]> {
  const navigable = new Set([...(await customizations.navigableTables()), "activitypointer"]);
  const candidates = model.table.oneToMany.filter(relationship => navigable.has(relationship.childTable));
  const choices = await Promise.all(
    candidates.map(async relationship => {
      const child = await metadata.summary(relationship.childTable);
      const alone = candidates.filter(other => other.childTable === child.name).length === 1;
      const column = alone ? "" : await columnLabel(metadata, relationship);
      const readable = privileges.has(child.isActivity ? "Activity" : child.schemaName, READ);
      return { relationship, readable, label: alone ? child.pluralLabel : `${child.pluralLabel} (${column})` };
    }),
  );
  return choices.filter(choice => choice.readable).sort((left, right) => left.label.localeCompare(right.label));
}

async function columnLabel(metadata: Metadata, { childTable, childColumn }: RelationshipInfo): Promise<string> {
  return (await metadata.table(childTable)).columns.get(childColumn)?.label ?? childColumn;
}
