import { Button, Input, makeStyles, shorthands, Subtitle2, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { Component } from "../../designer/catalogue";
import { COMPONENT_TYPE } from "./dragging";
import { usePaneStyles } from "./paneStyles";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(0),
    ...shorthands.margin(0),
    listStyleType: "none",
  },
  item: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalXS),
    ...shorthands.padding(tokens.spacingVerticalS, tokens.spacingHorizontalS),
    ...shorthands.border("1px", "solid", tokens.colorNeutralStroke1),
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    cursor: "grab",
  },
});

interface Props {
  components: readonly Component[];
  onAdd: (component: Component) => void;
}

/** What can be put on the form: dragged into a section, or added to one that is chosen. */
export function ComponentList({ components, onAdd }: Props): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const [search, setSearch] = React.useState("");
  const wanted = search.trim().toLowerCase();
  const found = components.filter(({ label, name }) => `${label} ${name}`.toLowerCase().includes(wanted));
  return (
    <section className={panes.pane} aria-label="Components">
      <Subtitle2 as="h2" className={panes.heading}>
        Components
      </Subtitle2>
      <Input
        type="search"
        aria-label="Search components"
        placeholder="Search"
        value={search}
        onChange={(_, data) => setSearch(data.value)}
      />
      {found.length === 0 && (
        <Text>{components.length === 0 ? "No solution brought a component." : "No component is called so."}</Text>
      )}
      <ul className={styles.list}>
        {found.map(component => (
          <li
            key={component.name}
            className={styles.item}
            draggable
            data-component={component.name}
            onDragStart={event => {
              event.dataTransfer.setData(COMPONENT_TYPE, component.name);
              event.dataTransfer.effectAllowed = "copy";
            }}
          >
            <Text weight="semibold">{component.label}</Text>
            {component.description && <Text size={200}>{component.description}</Text>}
            <Button size="small" aria-label={`Add to a section: ${component.label}`} onClick={() => onAdd(component)}>
              Add to a section
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
