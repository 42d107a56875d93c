import {
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Button,
  shorthands,
  Text,
  Title3,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { Component } from "../../designer/catalogue";
import {
  addComponent,
  bindComponent,
  CellPlace,
  ComponentBinding,
  moveCell,
  removeCell,
} from "../../designer/components";
import {
  bindingOf,
  canBind,
  neighbourOf,
  placeOf,
  readUnpublished,
  sectionChoices,
  StoredForm,
  tabOf,
} from "../../designer/designedForm";
import { parseForm } from "../../forms/formXml";
import { TableInfo } from "../../platform/metadata";
import { useEnvironment } from "../Environment";
import { Canvas } from "./Canvas";
import { ComponentDialog } from "./ComponentDialog";
import { ComponentList } from "./ComponentList";
import { DesignerCommands } from "./DesignerCommands";
import { FormScripts } from "./FormScripts";
import { FormSecurity } from "./FormSecurity";
import { Design, useDesign } from "./useDesign";
import { useLeaveGuard } from "./useLeaveGuard";
import { usePaneStyles } from "./paneStyles";

const useStyles = makeStyles({
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: tokens.spacingHorizontalM },
  /** A narrow window has the form between what can be put on it and the rest. */
  panes: {
    display: "grid",
    gridTemplateColumns: "minmax(200px, 260px) minmax(0, 1fr)",
    gridTemplateRows: "auto 1fr",
    gridTemplateAreas: '"components form" "more form"',
    alignItems: "start",
    ...shorthands.gap(tokens.spacingHorizontalM),
    "@media (max-width: 720px)": {
      gridTemplateColumns: "minmax(0, 1fr)",
      gridTemplateRows: "auto",
      gridTemplateAreas: '"components" "form" "more"',
    },
  },
  components: { gridArea: "components", minWidth: 0 },
  form: { gridArea: "form", minWidth: 0 },
  more: {
    gridArea: "more",
    display: "flex",
    flexDirection: "column",
    minWidth: 0,
    ...shorthands.gap(tokens.spacingVerticalM),
  },
});

interface Props {
  stored: StoredForm;
  table: TableInfo;
  components: readonly Component[];
  onReload: () => void;
}

/** A new component at the place where it was dropped or at one to be chosen, or a component that is on the form already. */
type Binding = { component: Component; place?: CellPlace } | { component: Component; cellId: string };

export function Designer({ stored, table, components, onReload }: Props): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const environment = useEnvironment();
  const design = useDesign(stored);
  const [selected, setSelected] = React.useState<string>();
  const [binding, setBinding] = React.useState<Binding>();
  const [focus, setFocus] = React.useState<{ cellId: string }>();
  const [said, setSaid] = React.useState("");
  const form = React.useMemo(
    () => parseForm(stored.id, stored.name, design.formXml, environment.profile.languageId),
    [stored, design.formXml, environment],
  );

  React.useEffect(() => {
    environment.router.setTitle(`${stored.name} - form designer`);
  }, [environment, stored]);
  useLeaveGuard(design.isUnsaved, design.save);

  const say = (done: boolean, sentence: string, cellId?: string) => {
    if (!done) return;
    setSaid(sentence);
    if (cellId === undefined) return;
    setSelected(cellId);
    setFocus({ cellId });
  };
  const save = () => void design.save().then(done => say(done, SAVED));
  const publish = () =>
    void design.publish().then(done => say(done, "Published. Users see it when they open the form next."));
  const move = (cellId: string, place: CellPlace) => {
    const done = design.change(xml => moveCell(xml, cellId, place));
    say(done, "Moved.", cellId);
  };
  const remove = (cellId: string) => {
    const next = neighbourOf(form, cellId) ?? "";
    const done = design.change(xml => removeCell(xml, cellId));
    say(done, "Removed. Undo brings it back.", next);
  };
  const add = (component: Component, place: CellPlace, bound: ComponentBinding) => {
    const ids = [crypto.randomUUID()];
    const cellId = `{${ids[0] ?? ""}}`;
    const done = design.change(xml => addComponent(xml, place, bound, () => ids.pop() ?? crypto.randomUUID()));
    const isInFront = tabOf(form, place.sectionId) === form.tabs.find(tab => tab.visible);
    say(
      done,
      isInFront
        ? `${component.label} is on the form.`
        : `${component.label} is on the form. On a tab that does not open with the form it works only once somebody opens that tab.`,
      cellId,
    );
  };
  const componentOf = (cellId: string) => {
    const cell = placeOf(form, cellId)?.cell;
    if (!cell || !canBind(cell)) return undefined;
    return components.find(component => component.name === cell.control?.custom?.name);
  };
  const bind = (cellId: string) => {
    const component = componentOf(cellId);
    if (component) setBinding({ component, cellId });
  };

  return (
    <div className={panes.page} onKeyDown={event => !binding && onKey(event, design, save)}>
      <DesignerCommands
        design={design}
        onBack={() => void environment.router.leave({ page: "forms", table: table.name })}
        onSave={save}
        onPublish={publish}
      />
      <div className={styles.head}>
        <Title3 as="h1" className={panes.heading}>
          {stored.name}
        </Title3>
        <Text>
          {table.label} · {design.isUnsaved ? "Not saved" : "Saved"}
        </Text>
      </div>
      {design.error && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{design.error}</MessageBarBody>
          <MessageBarActions>
            {design.isConflict && (
              <>
                <Button
                  onClick={() =>
                    void design.overwrite(() => readUnpublished(environment, stored.id)).then(done => say(done, SAVED))
                  }
                >
                  Save over it
                </Button>
                <Button onClick={onReload}>Discard mine and load theirs</Button>
              </>
            )}
            <Button onClick={design.dismiss}>Close</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <div className={styles.panes}>
        <div className={styles.components}>
          <ComponentList components={components} onAdd={component => setBinding({ component })} />
        </div>
        <div className={styles.form}>
          <Canvas
            form={form}
            table={table}
            selected={selected}
            focus={focus}
            onFocused={() => setFocus(undefined)}
            onSelect={setSelected}
            canBind={cellId => componentOf(cellId) !== undefined}
            onBind={bind}
            onMove={move}
            onRemove={remove}
            onDropComponent={(name, place) => {
              const component = components.find(candidate => candidate.name === name);
              if (component) setBinding({ component, place });
            }}
          />
        </div>
        <div className={styles.more}>
          <FormScripts formXml={design.formXml} onChange={design.change} />
          <FormSecurity display={form.display} onChange={design.change} />
        </div>
      </div>
      <div role="status" aria-live="polite">
        {said && <Text size={200}>{said}</Text>}
      </div>
      {binding && (
        <ComponentDialog
          component={binding.component}
          formTable={table}
          bound={"cellId" in binding ? bindingOf(placeOf(form, binding.cellId)?.cell ?? NO_CELL) : undefined}
          sections={"cellId" in binding || binding.place ? [] : sectionChoices(form)}
          onClose={() => setBinding(undefined)}
          onDone={(bound, sectionId) => {
            setBinding(undefined);
            if (!("cellId" in binding)) return add(binding.component, binding.place ?? { sectionId }, bound);
            const { cellId } = binding;
            const done = design.change(xml => bindComponent(xml, cellId, bound));
            say(done, "Changed.", cellId);
          }}
        />
      )}
    </div>
  );
}

const SAVED = "Saved. Users see it once it is published.";
const NO_CELL = { id: "", label: "", showLabel: false, visible: true, rowSpan: 1, colSpan: 1, control: undefined };

function onKey(event: React.KeyboardEvent, design: Design, save: () => void): void {
  if (!event.ctrlKey && !event.metaKey) return;
  const inText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  const key = event.key.toLowerCase();
  if (key === "s") save();
  else if (key === "z" && !event.shiftKey && !inText) design.undo();
  else if ((key === "y" || (key === "z" && event.shiftKey)) && !inText) design.redo();
  else return;
  event.preventDefault();
}
