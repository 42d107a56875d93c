import { Button, MessageBar, MessageBarBody, MessageBarTitle, Text } from "@fluentui/react-components";
import * as React from "react";
import {
  carryOver,
  changedBetween,
  changesOf,
  describeChanges,
  describePlan,
  idsOf,
  isUnchanged,
  OfferedRole,
  offeredTo,
  readRoles,
  RoleChanges,
  warningFor,
} from "../../users/roleChoice";
import { saveRoles } from "../../users/saveRoles";
import { readUser, User } from "../../users/users";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { TaskDialog } from "../solutions/TaskDialog";
import { Failed, Loading } from "../States";
import { RoleList } from "./RoleList";

interface Choice {
  /** As the choice was begun, or as others changed them meanwhile. */
  user: User;
  all: readonly OfferedRole[];
  chosen: ReadonlySet<string>;
}

interface Props {
  user: User;
  /** @param now The user with the roles that they have now; undefined: as far as is known nothing changed. */
  onClose: (now: User | undefined) => void;
}

/** Gives security roles to a user and takes them away, all at once. */
export function RolesDialog({ user: listed, onClose }: Props): React.ReactElement {
  const { api, toasts, user: me } = useEnvironment();
  const [attempt, setAttempt] = React.useState(0);
  const read = useLoaded(() => Promise.all([readUser(api, listed.id), readRoles(api)]), [api, listed.id, attempt]);
  const [choice, setChoice] = React.useState<Choice>();
  const [meanwhile, setMeanwhile] = React.useState<RoleChanges>();
  const [isAsking, setAsking] = React.useState(false);
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState("");
  React.useEffect(() => {
    if (read.state !== "ready") return;
    const [user, all] = read.value;
    setChoice({ user, all, chosen: idsOf(user) });
  }, [read]);
  const offered = choice ? offeredTo(choice.user, choice.all) : [];
  const changes = choice ? changesOf(choice.user, offered, choice.chosen) : NOTHING;
  const warning = choice?.user.id === me.id ? warningFor(changes, choice.chosen) : "";
  const save = async () => {
    if (!choice) return;
    setBusy(true);
    setError("");
    setMeanwhile(undefined);
    try {
      const now = await saveRoles(api, choice.user, changes);
      if (!now) {
        const reload = choice.user.id === me.id ? " Load the page anew to work with them." : "";
        toasts.show(`Security roles of ${choice.user.name} are saved. ${describeChanges(changes)}${reload}`);
        onClose({ ...choice.user, roles: offered.filter(({ id }) => choice.chosen.has(id)) });
        return;
      }
      setMeanwhile(changedBetween(choice.user, now));
      setChoice({ ...choice, user: now, chosen: carryOver(changes, now) });
    } catch (reason) {
      setError(sentenceOf(reason));
    }
    setAsking(false);
    setBusy(false);
  };
  const close = () => onClose(choice?.user);
  const isUnsaved = !isUnchanged(changes);
  return (
    <TaskDialog
      title={isAsking ? "Change your own security roles?" : `Security roles of ${listed.name}`}
      step={isAsking ? "ask" : "choose"}
      onClose={busy ? undefined : isAsking ? () => setAsking(false) : close}
      actions={
        isAsking ? (
          <>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => void save()}>
              Save all the same
            </Button>
            <Button disabled={busy} onClick={() => setAsking(false)}>
              Back
            </Button>
          </>
        ) : (
          <>
            <Button
              appearance="primary"
              disabled={!isUnsaved}
              disabledFocusable={busy}
              onClick={() => (warning ? setAsking(true) : void save())}
            >
              Save
            </Button>
            <Button disabled={busy} onClick={close}>
              Cancel
            </Button>
          </>
        )
      }
    >
      {error && <Failed title="Not saved" error={error} />}
      {meanwhile && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>
            <MessageBarTitle>Not saved</MessageBarTitle>
            Somebody else changed these roles meanwhile. {describeChanges(meanwhile)}{" "}
            {isUnsaved ? "What you chose is kept: look at it and save again." : "They are now as you wanted them."}
          </MessageBarBody>
        </MessageBar>
      )}
      {!choice && read.state === "loading" && <Loading label="Loading the security roles" />}
      {read.state === "failed" && (
        <Failed
          title="The security roles can't be read"
          error={read.error}
          onRetry={() => setAttempt(count => count + 1)}
        />
      )}
      {choice && isAsking && <Text>{warning}</Text>}
      {choice && !isAsking && (
        <RoleList
          user={choice.user}
          offered={offered}
          chosen={choice.chosen}
          isLocked={busy}
          onChoose={chosen => setChoice({ ...choice, chosen })}
        />
      )}
      <Text role="status">{isUnsaved ? describePlan(changes) : ""}</Text>
    </TaskDialog>
  );
}

const NOTHING: RoleChanges<OfferedRole> = { given: [], taken: [] };
