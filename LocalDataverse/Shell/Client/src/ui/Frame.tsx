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
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { useEnvironment } from "./Environment";
import { personalSettingsDialog } from "./dialogs/PersonalSettingsDialog";
import { NARROW, useChanges, useMediaQuery } from "./hooks";
import { NavigationRegular, SettingsRegular, SignOutRegular, WeatherMoonRegular, WeatherSunnyRegular } from "./icons";
import { Navigation } from "./Navigation";
import { ColorScheme } from "./theme";
import { WorkspaceView } from "./workspace/WorkspaceView";
import { AppSwitcher } from "./AppSwitcher";

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
  gap: { flexGrow: 1 },
  body: { display: "flex", minHeight: 0 },
  side: {
    width: "220px",
    flexShrink: 0,
    overflowY: "auto",
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalS),
    boxSizing: "border-box",
  },
});

interface Props {
  scheme: ColorScheme;
  onScheme: (scheme: ColorScheme) => void;
  onSignOut: () => void;
}

export function Frame({ scheme, onScheme, onSignOut }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const { router, user, workspace } = environment;
  const narrow = useMediaQuery(NARROW);
  const [drawer, setDrawer] = React.useState(false);
  const subscribe = React.useCallback((listener: () => void) => workspace.subscribe(listener), [workspace]);
  useChanges(subscribe);
  const { route } = router;
  const hasSide = !narrow && !workspace.isMultiSession;
  const changeSettings = async () => {
    // Texts, formats and direction are read once, when the page loads; so what is typed has to be safe before.
    if ((await workspace.mayLeaveAll()) && (await personalSettingsDialog(environment))) window.location.reload();
  };
  const leave = async () => {
    if (await workspace.mayLeaveAll()) onSignOut();
  };
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        {!hasSide && (
          <Button
            appearance="subtle"
            icon={<NavigationRegular />}
            aria-label="Tables"
            onClick={() => setDrawer(true)}
          />
        )}
        <AppSwitcher />
        <span className={styles.gap} />
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
              icon={<Avatar idForColor={user.fullName} color="colorful" size={28} aria-hidden />}
              aria-label={`Signed in as ${user.fullName}`}
            >
              {narrow ? undefined : user.fullName}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem icon={<SettingsRegular />} onClick={() => void changeSettings()}>
                Personal settings
              </MenuItem>
              <MenuItem icon={<SignOutRegular />} onClick={() => void leave()}>
                Sign out
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </header>
      <div className={styles.body}>
        {hasSide && (
          <div className={styles.side}>
            <Navigation route={route} />
          </div>
        )}
        <OverlayDrawer
          open={!hasSide && drawer}
          size="small"
          position="start"
          onOpenChange={(_, data) => setDrawer(data.open)}
        >
          <div style={{ padding: "16px 8px" }}>
            <Navigation route={route} onNavigated={() => setDrawer(false)} />
          </div>
        </OverlayDrawer>
        <WorkspaceView />
      </div>
    </div>
  );
}
