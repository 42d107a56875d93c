import { Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import * as React from "react";

export type ColorScheme = "light" | "dark";

const KEY = "localDataverse.colorScheme";

export function themeOf(scheme: ColorScheme): Theme {
  return scheme === "dark" ? webDarkTheme : webLightTheme;
}

/** The person's choice in this browser, else what the system prefers. */
export function useColorScheme(): [ColorScheme, (scheme: ColorScheme) => void] {
  const [scheme, setScheme] = React.useState<ColorScheme>(readScheme);
  const choose = React.useCallback((chosen: ColorScheme) => {
    window.localStorage.setItem(KEY, chosen);
    setScheme(chosen);
  }, []);
  return [scheme, choose];
}

function readScheme(): ColorScheme {
  const stored = window.localStorage.getItem(KEY);
  if (stored === "dark" || stored === "light") return stored;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export const ColorSchemeContext = React.createContext<ColorScheme>("light");
