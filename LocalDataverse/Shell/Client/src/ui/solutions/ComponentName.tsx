import { Link } from "@fluentui/react-components";
import * as React from "react";
import { FORM, TABLE } from "../../solutions/componentKinds";
import { Component } from "../../solutions/components";
import { Route } from "../../routing/route";
import { useEnvironment } from "../Environment";
import { useNavigable } from "../hooks";

interface Props {
  component: Component;
  /** Says the kind and table as well, where no columns beside it do. */
  withKind?: boolean;
  /** Told when the link was followed. */
  onLeft?: () => void;
}

/** A component's name: a link where the shell has a page for it. */
export function ComponentName({ component, withKind, onLeft }: Props): React.ReactElement {
  const { router } = useEnvironment();
  const { kind, name, table } = component;
  const isNavigable = useNavigable(component.type === TABLE ? name : undefined);
  const text = withKind ? `${kind} ${name}${table ? ` of the table ${table}` : ""}` : name;
  const route = routeOf(component, isNavigable);
  if (!route) return <>{text}</>;
  return (
    <Link
      href={router.url(route)}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onLeft?.();
        void router.go(route);
      }}
    >
      {text}
    </Link>
  );
}

function routeOf({ id, name, table, type }: Component, isNavigable: boolean): Route | undefined {
  // A form without a table is a dashboard, which the designer does not design.
  if (type === FORM && table) return { page: "designer", formId: id };
  return type === TABLE && isNavigable ? { page: "list", table: name } : undefined;
}
