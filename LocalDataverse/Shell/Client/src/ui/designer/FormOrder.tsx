import {
  Button,
  Link,
  makeStyles,
  shorthands,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { FormSummary, saveOrder } from "../../designer/formList";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { Failed } from "../States";
import { useLeaveGuard } from "./useLeaveGuard";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalS) },
  table: { overflowX: "auto" },
  wide: { minWidth: "560px" },
  buttons: { display: "flex", flexWrap: "wrap", ...shorthands.gap(tokens.spacingHorizontalXS) },
  save: { display: "flex", flexWrap: "wrap", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalS) },
});

interface Props {
  /** As they are saved. */
  forms: readonly FormSummary[];
  onSaved: () => void;
}

/** The forms of a table, and which of them the form selector has first. */
export function FormOrder({ forms, onSaved }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const [ordered, setOrdered] = React.useState(forms);
  const [isBusy, setBusy] = React.useState(false);
  const [error, setError] = React.useState("");
  const isChanged = ordered.some((form, index) => form !== forms[index]);
  const move = (index: number, by: number) => {
    const moved = [...ordered];
    moved.splice(index + by, 0, ...moved.splice(index, 1));
    setOrdered(moved);
  };
  const save = async () => {
    if (isBusy) return false;
    setBusy(true);
    setError("");
    try {
      await saveOrder(environment, ordered);
      onSaved();
      return true;
    } catch (fault) {
      setError(sentenceOf(fault));
      setBusy(false);
      return false;
    }
  };
  useLeaveGuard(isChanged, save);
  return (
    <div className={styles.list}>
      <div className={styles.table} tabIndex={0} role="region" aria-label="Forms in their order">
        <Table aria-label="Forms" className={styles.wide}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>Name</TableHeaderCell>
              <TableHeaderCell>Managed</TableHeaderCell>
              <TableHeaderCell>Seen by</TableHeaderCell>
              <TableHeaderCell>Order</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {ordered.map((form, index) => (
              <TableRow key={form.id}>
                <TableCell>
                  <Link as="button" onClick={() => void environment.router.go({ page: "designer", formId: form.id })}>
                    {form.name}
                  </Link>
                </TableCell>
                <TableCell>{form.isManaged ? "Yes" : "No"}</TableCell>
                <TableCell>{seenBy(form)}</TableCell>
                <TableCell>
                  <div className={styles.buttons}>
                    <Button
                      size="small"
                      disabledFocusable={isBusy || index === 0}
                      aria-label={`Move the form ${form.name} up`}
                      onClick={() => move(index, -1)}
                    >
                      Up
                    </Button>
                    <Button
                      size="small"
                      disabledFocusable={isBusy || index === ordered.length - 1}
                      aria-label={`Move the form ${form.name} down`}
                      onClick={() => move(index, 1)}
                    >
                      Down
                    </Button>
                  </div>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {isChanged && (
        <div className={styles.save}>
          <Button appearance="primary" disabled={isBusy} onClick={() => void save()}>
            Save and publish order
          </Button>
          <Button disabled={isBusy} onClick={() => setOrdered(forms)}>
            Discard
          </Button>
          <Text>What was saved of these forms and not published yet is published with it.</Text>
        </div>
      )}
      {error && <Failed title="The order was not saved" error={error} />}
    </div>
  );
}

function seenBy({ display: { roles } }: FormSummary): string {
  if (!roles) return "Everyone";
  return roles.length === 1 ? "1 security role" : `${roles.length} security roles`;
}
