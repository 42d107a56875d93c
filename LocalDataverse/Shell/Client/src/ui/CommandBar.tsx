import { makeStyles, shorthands, Toolbar, ToolbarButton, tokens } from "@fluentui/react-components";
import * as React from "react";

const useStyles = makeStyles({
  bar: {
    flexWrap: "wrap",
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
  },
});

export interface Command {
  name: string;
  /** Tells commands of one name apart; the name itself where it is absent. */
  id?: string;
  icon?: React.ReactElement;
  hidden?: boolean;
  disabled?: boolean;
  run: () => void;
}

export function CommandBar({ label, commands }: { label: string; commands: Command[] }): React.ReactElement {
  const styles = useStyles();
  return (
    <Toolbar aria-label={label} size="small" className={styles.bar}>
      {commands
        .filter(command => !command.hidden)
        .map(command => (
          <ToolbarButton
            key={command.id ?? command.name}
            icon={command.icon}
            disabled={command.disabled}
            onClick={command.run}
          >
            {command.name}
          </ToolbarButton>
        ))}
    </Toolbar>
  );
}
