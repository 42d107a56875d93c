import { Button, makeStyles, mergeClasses, shorthands, tokens } from "@fluentui/react-components";
import * as React from "react";
import { Route } from "../routing/route";
import { useEnvironment } from "./Environment";

export const useNavigationStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", ...shorthands.gap("2px") },
  item: {
    justifyContent: "flex-start",
    fontWeight: tokens.fontWeightRegular,
    textAlign: "start",
    // A link is as high as its words, which may take two lines.
    height: "auto",
  },
  current: { backgroundColor: tokens.colorNeutralBackground1, fontWeight: tokens.fontWeightSemibold },
});

interface LinkProps {
  to: Route;
  icon: React.ReactElement;
  text: string;
  isCurrent: boolean;
  onNavigated: (() => void) | undefined;
}

export function NavigationLink({ to, icon, text, isCurrent, onNavigated }: LinkProps): React.ReactElement {
  const styles = useNavigationStyles();
  const { router } = useEnvironment();
  const open = (event: React.MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void router.go(to).then(left => left && onNavigated?.());
  };
  return (
    <Button
      as="a"
      role="link"
      href={router.url(to)}
      appearance="subtle"
      icon={icon}
      className={mergeClasses(styles.item, isCurrent && styles.current)}
      aria-current={isCurrent ? "page" : undefined}
      onClick={open}
    >
      {text}
    </Button>
  );
}
