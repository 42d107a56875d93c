import {
  Checkbox,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  shorthands,
  Subtitle2,
  Text,
} from "@fluentui/react-components";
import * as React from "react";
import { FormAudience, setAudience } from "../../designer/formSecurity";
import { DisplayConditions } from "../../forms/displayConditions";
import { bareId } from "../../platform/rows";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { usePaneStyles } from "./paneStyles";

const useStyles = makeStyles({
  roles: {
    display: "flex",
    flexDirection: "column",
    maxHeight: "260px",
    overflowY: "auto",
    ...shorthands.border(0),
    ...shorthands.margin(0),
    ...shorthands.padding(0),
  },
});

interface Props {
  display: DisplayConditions;
  onChange: (make: (formXml: string) => string) => boolean;
}

/** Whose security roles the form is shown to. */
export function FormSecurity({ display, onChange }: Props): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const environment = useEnvironment();
  const roles = useLoaded(() => listRoles(environment), [environment]);
  const { roles: chosen, isFallback } = display;
  const choose = (audience: Partial<FormAudience>) =>
    onChange(xml => setAudience(xml, { roles: chosen, isFallback, ...audience }));
  return (
    <section className={panes.pane} aria-label="Form security">
      <Subtitle2 as="h2" className={panes.heading}>
        Who sees the form
      </Subtitle2>
      <Field className={panes.field} label="Security roles">
        <RadioGroup
          value={chosen ? "some" : "everyone"}
          onChange={(_, data) => choose({ roles: data.value === "some" ? [] : undefined })}
        >
          <Radio value="everyone" label="Everyone" />
          <Radio value="some" label="Only these" />
        </RadioGroup>
      </Field>
      {chosen && roles.state === "loading" && <Loading label="Loading security roles" />}
      {chosen && roles.state === "failed" && <Failed title="The security roles can't be listed" error={roles.error} />}
      {chosen && roles.state === "ready" && (
        <div className={styles.roles} role="group" aria-label="Security roles that see the form">
          {roles.value.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onChange={(_, data) =>
                choose({ roles: data.checked === true ? [...chosen, id] : chosen.filter(other => other !== id) })
              }
            />
          ))}
        </div>
      )}
      {chosen?.length === 0 && <Text>Only System Administrators and System Customizers see it.</Text>}
      <Checkbox
        label="Shown to those whose roles have no other form"
        checked={isFallback}
        onChange={(_, data) => choose({ isFallback: data.checked === true })}
      />
    </section>
  );
}

async function listRoles({ api }: Environment): Promise<{ id: string; name: string }[]> {
  const rows = await api.getAll("roles?$select=roleid,name&$orderby=name");
  return rows.map(row => ({ id: bareId(String(row.roleid)), name: String(row.name) }));
}
