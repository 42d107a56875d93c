import { makeStyles, shorthands, Subtitle2, tokens } from "@fluentui/react-components";
import * as React from "react";
import { frameSource } from "../../forms/formFrames";
import { FormCell, FormControl } from "../../forms/formXml";
import { useEnvironment } from "../Environment";
import { useChanges } from "../hooks";
import { useFormHost } from "./FormHost";
import { Unusable } from "./Unusable";

const useStyles = makeStyles({
  frame: {
    display: "block",
    width: "100%",
    boxSizing: "border-box",
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.border("1px", "solid", tokens.colorNeutralStroke2),
  },
});

const ROW_HEIGHT = 40;
const LEAST_ROWS = 4;

interface Props {
  cell: FormCell;
  control: FormControl;
}

/** An IFRAME, or a web resource of the form. A script may give it another address. */
export function FrameCell({ cell, control }: Props): React.ReactElement {
  const styles = useStyles();
  const { model, frames } = useFormHost();
  const { formatter } = useEnvironment();
  useChanges(React.useCallback((listener: () => void) => frames.subscribe(listener), [frames]));
  const named = control.parameters.get("url") ?? "";
  const address =
    frames.get(control.id) ?? (named && control.kind === "webresource" ? `/WebResources/${named}` : named);
  const source = frameSource(address, window.location.origin);
  const label = cell.label || control.id;
  if (address && !source) return <Unusable text={`The frame ${label} names an address that is not of the web.`} />;
  const passes = control.parameters.get("passparameters") === "true";
  return (
    <div>
      {cell.showLabel && <Subtitle2 as="h3">{label}</Subtitle2>}
      <iframe
        className={styles.frame}
        title={label}
        data-id={control.id}
        src={source && passes ? withRow(source, model.table.name, model.id, formatter.languageId) : source}
        style={{ height: `${Math.max(cell.rowSpan, LEAST_ROWS) * ROW_HEIGHT}px` }}
      />
    </div>
  );
}

/** As Dataverse passes the form's row to a page: typename, id and the user's language. */
function withRow(source: string, table: string, id: string, languageId: number): string {
  const url = new URL(source);
  url.searchParams.set("typename", table);
  if (id) url.searchParams.set("id", `{${id}}`);
  url.searchParams.set("userlcid", String(languageId));
  return url.href;
}
