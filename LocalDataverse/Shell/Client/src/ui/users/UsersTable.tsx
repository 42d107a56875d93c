import { Badge, Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { namesOf } from "../../users/roleChoice";
import { User } from "../../users/users";
import { NARROW, useMediaQuery } from "../hooks";
import { PersonKeyRegular } from "../icons";
import { ListColumn, ListTable } from "../solutions/ListTable";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  stacked: { display: "flex", flexDirection: "column", alignItems: "flex-start" },
});

interface Props {
  users: readonly User[];
  selected: string;
  onSelect: (id: string) => void;
  /** Undefined: the user may only look. */
  onManage: ((user: User) => void) | undefined;
}

/** Who is there and what they may do; where the page is narrow a name takes what belongs to it into its cell. */
export function UsersTable({ users, selected, onSelect, onManage }: Props): React.ReactElement {
  const styles = useStyles();
  const isNarrow = useMediaQuery(NARROW);
  const roles = (user: User) => namesOf(user.roles) || <Text className={styles.quiet}>None</Text>;
  const name: ListColumn<User> = {
    key: "name",
    label: "Name",
    width: isNarrow ? 124 : 180,
    render: user => (
      <span className={styles.stacked}>
        {user.name}
        {user.isDisabled && (
          <Badge appearance="tint" color="informative">
            Disabled
          </Badge>
        )}
        {isNarrow && (
          <Text size={200} className={styles.quiet}>
            {[user.userName, user.businessUnit].filter(Boolean).join(", ")}
          </Text>
        )}
      </span>
    ),
  };
  const facts: ListColumn<User>[] = [
    {
      key: "userName",
      label: "User name",
      width: 200,
      render: user => (
        <span className={styles.stacked}>
          {user.userName}
          {user.email.toLowerCase() !== user.userName.toLowerCase() && (
            <Text size={200} className={styles.quiet}>
              {user.email}
            </Text>
          )}
        </span>
      ),
    },
    { key: "businessUnit", label: "Business unit", width: 130, render: user => user.businessUnit },
  ];
  const manage: ListColumn<User> = {
    key: "manage",
    label: "Manage",
    width: 64,
    render: user => (
      <Button
        appearance="subtle"
        icon={<PersonKeyRegular />}
        aria-label={`Manage security roles of ${user.name}`}
        title="Manage security roles"
        onClick={() => onManage?.(user)}
      />
    ),
  };
  return (
    <ListTable
      label="Users"
      columns={[
        name,
        ...(isNarrow ? [] : facts),
        { key: "roles", label: "Security roles", width: isNarrow ? 136 : 280, render: roles },
        ...(onManage ? [manage] : []),
      ]}
      rows={users}
      idOf={({ id }) => id}
      // Where there is no room for marks the button in the line is enough.
      nameOf={onManage && !isNarrow ? user => user.name : undefined}
      selected={selected}
      onSelect={onSelect}
    />
  );
}
