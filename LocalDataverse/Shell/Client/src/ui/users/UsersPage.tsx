import { Button, Input, makeStyles, MessageBar, MessageBarBody, Text, Title3 } from "@fluentui/react-components";
import * as React from "react";
import { User, UserPage } from "../../users/users";
import { CommandBar } from "../CommandBar";
import { useEnvironment } from "../Environment";
import { ArrowClockwiseRegular, PersonKeyRegular, SearchRegular } from "../icons";
import { useSolutionStyles } from "../solutions/pageStyles";
import { Failed, Loading } from "../States";
import { usePageTitle } from "../workspace/front";
import { RolesDialog } from "./RolesDialog";
import { UsersTable } from "./UsersTable";
import { useUsers } from "./useUsers";

const useStyles = makeStyles({
  search: { marginInlineStart: "auto", width: "260px", maxWidth: "100%" },
  more: { alignSelf: "flex-start" },
});

const READ = 2;
const ASSIGN = 5;

/** The people of the environment and their security roles, for those who may read them. */
export function UsersPage(): React.ReactElement {
  const { privileges } = useEnvironment();
  usePageTitle("Users");
  const missing = ["User", "Role"].filter(table => !privileges.has(table, READ)).map(table => `prvRead${table}`);
  return missing.length > 0 ? (
    <Failed title="The users can't be shown" error={`Your security roles lack ${missing.join(" and ")}.`} />
  ) : (
    <UserList />
  );
}

function UserList(): React.ReactElement {
  const layout = useSolutionStyles();
  const styles = useStyles();
  const { dialogs, privileges } = useEnvironment();
  const [typed, setTyped] = React.useState("");
  const [searched, setSearched] = React.useState("");
  const [selected, setSelected] = React.useState("");
  const users = useUsers(searched);
  const said = React.useRef<HTMLSpanElement>(null);
  const isReadingOn = React.useRef(false);
  const picked = users.page?.users.find(({ id }) => id === selected);
  const mayGive = privileges.has("Role", ASSIGN);
  const hasMore = users.page?.nextLink !== undefined;
  const manage = async (user: User) => {
    const now = await dialogs.show<User | undefined>(close => <RolesDialog user={user} onClose={close} />);
    if (now) users.replace(now);
  };
  const readMore = () => {
    isReadingOn.current = true;
    users.readMore();
  };
  React.useEffect(() => {
    // The button goes with the last users: the focus then stands where it says how many there are.
    if (isReadingOn.current && !hasMore) said.current?.focus();
    isReadingOn.current = false;
  }, [users.page, hasMore]);
  return (
    <div className={layout.page}>
      <CommandBar
        label="Commands"
        commands={[
          {
            name: "Manage security roles",
            icon: <PersonKeyRegular />,
            hidden: !mayGive || !picked,
            run: () => picked && void manage(picked),
          },
          { name: "Refresh", icon: <ArrowClockwiseRegular />, run: users.refresh },
        ]}
      />
      <div className={layout.head}>
        <Title3 as="h1">Users</Title3>
        <Input
          className={styles.search}
          type="search"
          aria-label="Search users"
          placeholder="Search"
          contentBefore={<SearchRegular />}
          value={typed}
          onChange={(_, data) => {
            setTyped(data.value);
            if (!data.value) setSearched("");
          }}
          onKeyDown={event => event.key === "Enter" && setSearched(typed.trim())}
        />
      </div>
      {!mayGive && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            You can look, but not give or take security roles: yours lack the privilege prvAssignRole.
          </MessageBarBody>
        </MessageBar>
      )}
      {users.error && <Failed title="The users can't be read" error={users.error} onRetry={users.refresh} />}
      {!users.page && users.isLoading && <Loading label="Loading the users" />}
      {users.page && (
        <div className={layout.panel}>
          {users.page.users.length > 0 ? (
            <UsersTable
              users={users.page.users}
              selected={selected}
              onSelect={setSelected}
              onManage={mayGive ? user => void manage(user) : undefined}
            />
          ) : (
            <div className={layout.empty}>
              <Text>{searched ? `Nobody's name has "${searched}" in it.` : "There are no users."}</Text>
            </div>
          )}
        </div>
      )}
      <Text ref={said} role="status" tabIndex={-1} className={layout.facts}>
        {users.page && describe(users.page, users.isLoading)}
      </Text>
      {hasMore && (
        <Button className={styles.more} disabledFocusable={users.isLoading} onClick={readMore}>
          Load more
        </Button>
      )}
    </div>
  );
}

function describe({ users, nextLink }: UserPage, isLoading: boolean): string {
  if (isLoading) return "Loading";
  const count = users.length === 1 ? "1 user" : `${users.length} users`;
  return nextLink ? `The first ${count}; there are more.` : count;
}
