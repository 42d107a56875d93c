import { BrandVariants } from "@fluentui/react-components";
import { ColorScheme, themeOf } from "../ui/theme";

/** Fluent's web brand, on which both themes are built. */
const BRAND: BrandVariants = {
  10: "#061724",
  20: "#082338",
  30: "#0a2e4a",
  40: "#0c3b5e",
  50: "#0e4775",
  60: "#0f548c",
  70: "#115ea3",
  80: "#0f6cbd",
  90: "#2886de",
  100: "#479ef5",
  110: "#62abf5",
  120: "#77b7f7",
  130: "#96c6fa",
  140: "#b4d6fa",
  150: "#cfe4fa",
  160: "#ebf3fc",
};

export function toFluentDesign(scheme: ColorScheme): ComponentFramework.FluentDesignState {
  return {
    isDarkTheme: scheme === "dark",
    tokenTheme: themeOf(scheme) as unknown as ComponentFramework.FluentDesignState["tokenTheme"],
    brand: BRAND,
  };
}
