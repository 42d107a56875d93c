import {
  Avatar,
  Card,
  CardHeader,
  makeStyles,
  MessageBar,
  MessageBarBody,
  shorthands,
  Text,
  Title2,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { SessionUser, signIn } from "../platform/session";
import { sentenceOf } from "../platform/webApi";

const useStyles = makeStyles({
  page: {
    minHeight: "100%",
    boxSizing: "border-box",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    ...shorthands.padding("10vh", "16px", "16px"),
    ...shorthands.gap(tokens.spacingVerticalXL),
  },
  list: {
    width: "100%",
    maxWidth: "400px",
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.margin(0),
    ...shorthands.padding(0),
    listStyleType: "none",
  },
  card: { width: "100%" },
});

interface Props {
  users: SessionUser[];
  onSignedIn: () => void;
}

export function SignInPage({ users, onSignedIn }: Props): React.ReactElement {
  const styles = useStyles();
  const [error, setError] = React.useState("");
  const pick = (user: SessionUser) => {
    setError("");
    signIn(user.domainName).then(onSignedIn, (reason: unknown) => setError(sentenceOf(reason)));
  };
  return (
    <main className={styles.page}>
      <Title2 as="h1">Pick a user</Title2>
      <Text>This environment runs on this machine only. Pick whom you want to be.</Text>
      {error && (
        <MessageBar intent="error">
          <MessageBarBody>{error}</MessageBarBody>
        </MessageBar>
      )}
      <ul className={styles.list}>
        {users.map(user => (
          <li key={user.id}>
            <Card
              className={styles.card}
              role="button"
              aria-label={`Sign in as ${user.fullName}`}
              focusMode="off"
              tabIndex={0}
              onClick={() => pick(user)}
              onKeyDown={event => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                pick(user);
              }}
            >
              <CardHeader
                image={<Avatar name={user.fullName} color="colorful" aria-hidden />}
                header={<Text weight="semibold">{user.fullName}</Text>}
                description={
                  <Text size={200}>{user.title ? `${user.title} · ${user.domainName}` : user.domainName}</Text>
                }
              />
            </Card>
          </li>
        ))}
      </ul>
      {users.length === 0 && <Text>The environment has no user who can sign in.</Text>}
    </main>
  );
}
