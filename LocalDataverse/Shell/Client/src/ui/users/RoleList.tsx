import { Checkbox, Field, Input, makeStyles, Text } from "@fluentui/react-components";
import * as React from "react";
import { labelOf, OfferedRole } from "../../users/roleChoice";
import { User } from "../../users/users";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", maxHeight: "40vh", overflowY: "auto", overflowWrap: "anywhere" },
});

interface Props {
  user: User;
  offered: readonly OfferedRole[];
  chosen: ReadonlySet<string>;
  isLocked: boolean;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The security roles that a user can have, to be found by name and chosen. What the search hides stays chosen. */
export function RoleList({ user, offered, chosen, isLocked, onChoose }: Props): React.ReactElement {
  const styles = useStyles();
  const [search, setSearch] = React.useState("");
  const wanted = search.trim().toLowerCase();
  const shown = offered.filter(role => labelOf(role, user).toLowerCase().includes(wanted));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <>
      <Text>
        {[user.userName, user.businessUnit].filter(Boolean).join(", ")}
        {user.isDisabled && ". Disabled: can't sign in."}
      </Text>
      <Field label="Search roles">
        <Input autoFocus type="search" value={search} onChange={(_, data) => setSearch(data.value)} />
      </Field>
      <div className={styles.list} role="group" aria-label="Security roles">
        {shown.map(role => (
          <Checkbox
            key={role.id}
            label={labelOf(role, user)}
            checked={chosen.has(role.id)}
            disabled={isLocked}
            onChange={() => toggle(role.id)}
          />
        ))}
        {shown.length === 0 && (
          <Text>{offered.length > 0 ? "No role's name has this in it." : "There are no security roles."}</Text>
        )}
      </div>
    </>
  );
}
