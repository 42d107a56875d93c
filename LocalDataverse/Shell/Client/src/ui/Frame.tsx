import {
  Avatar,
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  OverlayDrawer,
  shorthands,
  Switch,
  Text,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { signOut } from "../platform/session";
import { Route } from "../routing/route";
import { useEnvironment } from "./Environment";
import { NARROW, useMediaQuery } from "./hooks";
import { NavigationRegular, SignOutRegular, WeatherMoonRegular, WeatherSunnyRegular } from "./icons";
import { Navigation } from "./Navigation";
import { Page } from "./Page";
import { ColorScheme } from "./theme";

const useStyles = makeStyles({
  frame: {
    height: "100%",
    display: "grid",
    gridTemplateRows: "auto minmax(0, 1fr)",
    gridTemplateColumns: "minmax(0, 1fr)",
    backgroundColor: tokens.colorNeutralBackground3,
  },
  bar: {
    display: "flex",
    alignItems: "center",
    minHeight: "48px",
    ...shorthands.padding(0, tokens.spacingHorizontalM),
    ...shorthands.gap(tokens.spacingHorizontalS),
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderBottom("1px", "solid", tokens.colorNeutralStroke2),
  },
  title: { flexGrow: 1, minWidth: 0, overflowX: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  body: { display: "flex", minHeight: 0 },
  side: {
    width: "220px",
    flexShrink: 0,
    overflowY: "auto",
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalS),
    boxSizing: "border-box",
  },
  main: { flexGrow: 1, minWidth: 0, overflowY: "auto", position: "relative" },
});

interface Props {
  scheme: ColorScheme;
  onScheme: (scheme: ColorScheme) => void;
  onSignedOut: () => void;
}

export function Frame({ scheme, onScheme, onSignedOut }: Props): React.ReactElement {
  const styles = useStyles();
  const { router, user } = useEnvironment();
  const narrow = useMediaQuery(NARROW);
  const [drawer, setDrawer] = React.useState(false);
  const [route, setRoute] = React.useState<Route>(router.current);
  React.useEffect(() => router.subscribe(setRoute), [router]);
  const leave = async () => {
    if (!(await router.go({ page: "home" }))) return;
    await signOut();
    onSignedOut();
  };
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        {narrow && (
          <Button
            appearance="subtle"
            icon={<NavigationRegular />}
            aria-label="Tables"
            onClick={() => setDrawer(true)}
          />
        )}
        <Text weight="semibold" className={styles.title}>
          Local Dataverse
        </Text>
        <Switch
          checked={scheme === "dark"}
          onChange={(_, data) => onScheme(data.checked ? "dark" : "light")}
          aria-label="Dark theme"
        />
        {scheme === "dark" ? <WeatherMoonRegular aria-hidden /> : <WeatherSunnyRegular aria-hidden />}
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button
              appearance="subtle"
              icon={<Avatar name={user.fullName} color="colorful" size={28} aria-hidden />}
              aria-label={`Signed in as ${user.fullName}`}
            >
              {narrow ? undefined : user.fullName}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem icon={<SignOutRegular />} onClick={() => void leave()}>
                Sign out
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </header>
      <div className={styles.body}>
        {!narrow && (
          <div className={styles.side}>
            <Navigation route={route} />
          </div>
        )}
        <OverlayDrawer
          open={narrow && drawer}
          size="small"
          position="start"
          onOpenChange={(_, data) => setDrawer(data.open)}
        >
          <div style={{ padding: "16px 8px" }}>
            <Navigation route={route} onNavigated={() => setDrawer(false)} />
          </div>
        </OverlayDrawer>
        <main className={styles.main}>
          <Page route={route} />
        </main>
      </div>
    </div>
  );
}
