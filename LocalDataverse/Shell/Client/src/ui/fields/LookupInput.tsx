import { Button, Combobox, makeStyles, Option, OptionGroup, tokens } from "@fluentui/react-components";
import * as React from "react";
import { isReference, Reference } from "../../platform/rows";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { lookupDialog } from "../dialogs/LookupDialog";
import { useNavigable } from "../hooks";
import { DismissRegular, OpenRegular, SearchRegular } from "../icons";
import { InputProps } from "./BoundField";
import { searchLookup } from "./lookupSearch";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", columnGap: tokens.spacingHorizontalXS },
  box: { flexGrow: 1, minWidth: 0 },
});

const SEARCH_AFTER_MS = 250;

/** Type to search the tables a lookup may point to, pick a row, or clear it. */
export function LookupInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const reference = isReference(value) ? value : null;
  const [typed, setTyped] = React.useState<string>();
  const [open, setOpen] = React.useState(false);
  const { found, hint } = useSearch(column.targets, typed ?? "", open);
  const pick = (id: string | undefined) => {
    const picked = found.find(row => row.id === id);
    if (picked) onChange(picked);
    setTyped(undefined);
  };
  const isNavigable = useNavigable(reference?.table);
  const tables = [...new Set(found.map(row => row.table))];
  return (
    <div className={styles.row}>
      <Combobox
        className={styles.box}
        aria-label={label}
        freeform
        placeholder={`Look for ${label}`}
        value={typed ?? reference?.name ?? ""}
        selectedOptions={reference ? [reference.id] : []}
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        onChange={event => {
          setTyped(event.target.value);
          setOpen(true);
        }}
        onOptionSelect={(_, data) => pick(data.optionValue)}
        onBlur={() => {
          // Clearing the text clears the lookup; any other text that was not picked names no row.
          if (typed === "") onChange(null);
          setTyped(undefined);
        }}
      >
        {tables.map(table => (
          <OptionGroup key={table} label={tables.length > 1 ? table : undefined}>
            {found
              .filter(row => row.table === table)
              .map(row => (
                <Option key={row.id} value={row.id} text={row.name}>
                  {row.name || "(no name)"}
                </Option>
              ))}
          </OptionGroup>
        ))}
        {found.length === 0 && (
          <Option key="none" value="" text="" disabled>
            {hint}
          </Option>
        )}
      </Combobox>
      <Button
        appearance="subtle"
        icon={<SearchRegular />}
        aria-label={`Look up ${label}`}
        onClick={() =>
          void lookupDialog(environment, column.targets, false).then(([picked]) => picked && onChange(picked))
        }
      />
      {reference && isNavigable && (
        <Button
          appearance="subtle"
          icon={<OpenRegular />}
          aria-label={`Open ${label}`}
          onClick={() => void environment.router.go({ page: "record", table: reference.table, id: reference.id })}
        />
      )}
      {reference && (
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={`Clear ${label}`}
          onClick={() => onChange(null)}
        />
      )}
    </div>
  );
}

function useSearch(targets: readonly string[], text: string, active: boolean): { found: Reference[]; hint: string } {
  const environment = useEnvironment();
  const [result, setResult] = React.useState<{ found: Reference[]; hint: string }>({ found: [], hint: "Searching" });
  React.useEffect(() => {
    if (!active) return;
    let wanted = true;
    const timer = window.setTimeout(() => {
      searchLookup(environment, targets, text).then(
        found => wanted && setResult({ found, hint: "No rows found" }),
        (error: unknown) => wanted && setResult({ found: [], hint: sentenceOf(error) }),
      );
    }, SEARCH_AFTER_MS);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [environment, targets, text, active]);
  return result;
}
