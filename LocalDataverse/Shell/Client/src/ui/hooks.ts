import * as React from "react";
import { sentenceOf } from "../platform/webApi";
import { useEnvironment } from "./Environment";

export type Loaded<T> = { state: "loading" } | { state: "failed"; error: string } | { state: "ready"; value: T };

/** Loads anew whenever a dependency changes; an answer that comes too late is dropped. */
export function useLoaded<T>(load: () => Promise<T>, dependencies: React.DependencyList): Loaded<T> {
  const [loaded, setLoaded] = React.useState<Loaded<T>>({ state: "loading" });
  React.useEffect(() => {
    let wanted = true;
    setLoaded({ state: "loading" });
    load().then(
      value => wanted && setLoaded({ state: "ready", value }),
      (error: unknown) => wanted && setLoaded({ state: "failed", error: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, dependencies);
  return loaded;
}

export function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = React.useState(() => window.matchMedia(query).matches);
  React.useEffect(() => {
    const media = window.matchMedia(query);
    const update = () => setMatches(media.matches);
    media.addEventListener("change", update);
    return () => media.removeEventListener("change", update);
  }, [query]);
  return matches;
}

/** Draws the component again whenever the thing it watches says so. */
export function useChanges(subscribe: (listener: () => void) => () => void): void {
  const [, redraw] = React.useState(0);
  React.useEffect(() => subscribe(() => redraw(count => count + 1)), [subscribe]);
}

export const NARROW = "(max-width: 720px)";

/** Whether the shell can open rows of a table; false until that is known. */
export function useNavigable(table: string | undefined): boolean {
  const { customizations } = useEnvironment();
  const [tables, setTables] = React.useState<readonly string[]>([]);
  React.useEffect(() => {
    let wanted = true;
    void customizations.navigableTables().then(found => wanted && setTables(found));
    return () => {
      wanted = false;
    };
  }, [customizations]);
  return table !== undefined && tables.includes(table);
}
