import {
  Button,
  makeStyles,
  mergeClasses,
  shorthands,
  Subtitle2,
  Tab,
  TabList,
  Text,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { CellPlace } from "../../designer/components";
import { belowNext, tabOf, titleOf } from "../../designer/designedForm";
import { FormCell, FormDefinition, FormSection, FormTab } from "../../forms/formXml";
import { TableInfo } from "../../platform/metadata";
import { CELL_TYPE, COMPONENT_TYPE } from "./dragging";
import { usePaneStyles } from "./paneStyles";
import { SectionMenu } from "./SectionMenu";

const useStyles = makeStyles({
  canvas: { display: "flex", flexDirection: "column", minWidth: 0, ...shorthands.gap(tokens.spacingVerticalM) },
  tabs: { overflowX: "auto", backgroundColor: tokens.colorNeutralBackground1 },
  columns: {
    display: "grid",
    alignItems: "start",
    ...shorthands.gap(tokens.spacingHorizontalM),
    "@media (max-width: 720px)": { display: "flex", flexDirection: "column", alignItems: "stretch" },
  },
  column: { display: "flex", flexDirection: "column", minWidth: 0, ...shorthands.gap(tokens.spacingVerticalM) },
  section: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalXS),
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalM),
    ...shorthands.border("1px", "dashed", tokens.colorNeutralStroke1),
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    backgroundColor: tokens.colorNeutralBackground1,
  },
  over: { ...shorthands.outline("2px", "solid", tokens.colorCompoundBrandStroke) },
  cell: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    ...shorthands.gap(tokens.spacingHorizontalXS),
    ...shorthands.padding(tokens.spacingVerticalXS, tokens.spacingHorizontalS),
    ...shorthands.border("1px", "solid", tokens.colorNeutralStroke2),
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
  },
  selected: { ...shorthands.borderColor(tokens.colorCompoundBrandStroke) },
  name: { justifyContent: "flex-start", flexGrow: 1, minWidth: 0, textAlign: "start", cursor: "grab" },
});

interface Props {
  form: FormDefinition;
  table: TableInfo;
  selected: string | undefined;
  /** The cell that gets the focus: a new object each time it is to get it. */
  focus: { cellId: string } | undefined;
  onFocused: () => void;
  onSelect: (cellId: string) => void;
  canBind: (cellId: string) => boolean;
  onBind: (cellId: string) => void;
  onMove: (cellId: string, place: CellPlace) => void;
  onRemove: (cellId: string) => void;
  onDropComponent: (component: string, place: CellPlace) => void;
}

/** The form as tabs, sections and cells, without data. */
export function Canvas(props: Props): React.ReactElement {
  const styles = useStyles();
  const { form, focus } = props;
  const canvas = React.useRef<HTMLElement>(null);
  const [shown, setShown] = React.useState(form.tabs[0]?.id ?? "");
  React.useEffect(() => {
    if (!focus) return;
    const tab = tabOf(form, focus.cellId);
    if (tab) setShown(tab.id);
    else canvas.current?.focus();
  }, [focus]);
  const tab = form.tabs.find(candidate => candidate.id === shown) ?? form.tabs[0];
  return (
    <section ref={canvas} className={styles.canvas} aria-label="Form" tabIndex={-1}>
      <TabList className={styles.tabs} selectedValue={tab?.id} onTabSelect={(_, data) => setShown(String(data.value))}>
        {form.tabs.map(each => (
          <Tab key={each.id} value={each.id}>
            {each.label || each.name}
          </Tab>
        ))}
      </TabList>
      {tab && <TabCanvas key={tab.id} tab={tab} {...props} />}
    </section>
  );
}

function TabCanvas({ tab, ...props }: Props & { tab: FormTab }): React.ReactElement {
  const styles = useStyles();
  const widths = tab.columns.map(column => `minmax(0, ${Number.parseFloat(column.width) || 1}fr)`).join(" ");
  return (
    <div className={styles.columns} style={{ gridTemplateColumns: widths }}>
      {tab.columns.map((column, index) => (
        <div key={index} className={styles.column}>
          {column.sections.map(section => (
            <SectionCanvas key={section.id} section={section} {...props} />
          ))}
        </div>
      ))}
    </div>
  );
}

function SectionCanvas({ section, ...props }: Props & { section: FormSection }): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const [isOver, setOver] = React.useState(false);
  const cells = section.rows.flat();
  const label = section.label || section.name;
  return (
    <section
      className={mergeClasses(styles.section, isOver && styles.over)}
      aria-label={label}
      data-section={section.name}
      {...dropTarget({ sectionId: section.id }, props, setOver)}
    >
      <Subtitle2 as="h2" className={panes.heading}>
        {label}
      </Subtitle2>
      {cells.length === 0 && <Text>Nothing is in this section. Drag a component here.</Text>}
      {cells.map((cell, index) => (
        <CellCanvas
          key={cell.id}
          cell={cell}
          sectionId={section.id}
          previous={cells[index - 1]?.id}
          afterNext={belowNext(section, cell.id)}
          isLast={index === cells.length - 1}
          {...props}
        />
      ))}
    </section>
  );
}

interface CellProps extends Props {
  cell: FormCell;
  sectionId: string;
  previous: string | undefined;
  afterNext: string | undefined;
  isLast: boolean;
}

function CellCanvas({ cell, sectionId, previous, afterNext, isLast, ...props }: CellProps): React.ReactElement {
  const styles = useStyles();
  const [isOver, setOver] = React.useState(false);
  const title = titleIn(cell, props.table);
  const isSelected = props.selected === cell.id;
  const button = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    if (props.focus?.cellId !== cell.id) return;
    button.current?.focus();
    props.onFocused();
  }, [props.focus, cell.id]);
  return (
    <div
      className={mergeClasses(styles.cell, isSelected && styles.selected, isOver && styles.over)}
      data-cell={cell.id}
      draggable
      onDragStart={event => {
        event.dataTransfer.setData(CELL_TYPE, cell.id);
        event.dataTransfer.effectAllowed = "move";
      }}
      {...dropTarget({ sectionId, beforeCellId: cell.id }, props, setOver)}
    >
      <Button
        ref={button}
        appearance="subtle"
        size="small"
        className={styles.name}
        aria-pressed={isSelected}
        onClick={() => props.onSelect(cell.id)}
        onKeyDown={event => event.key === "Delete" && props.onRemove(cell.id)}
      >
        {title}
      </Button>
      {isSelected && (
        <>
          {props.canBind(cell.id) && (
            <Button size="small" onClick={() => props.onBind(cell.id)} aria-label={`Edit ${title}`}>
              Edit
            </Button>
          )}
          <Button
            size="small"
            disabled={previous === undefined}
            aria-label={`Move ${title} up`}
            onClick={() => props.onMove(cell.id, { sectionId, beforeCellId: previous })}
          >
            Up
          </Button>
          <Button
            size="small"
            disabled={isLast}
            aria-label={`Move ${title} down`}
            onClick={() => props.onMove(cell.id, { sectionId, beforeCellId: afterNext })}
          >
            Down
          </Button>
          <SectionMenu
            form={props.form}
            label={`Move to another section: ${title}`}
            text="Move to"
            onChoose={place => props.onMove(cell.id, place)}
          />
          <Button size="small" aria-label={`Remove ${title}`} onClick={() => props.onRemove(cell.id)}>
            Remove
          </Button>
        </>
      )}
    </div>
  );
}

function titleIn(cell: FormCell, table: TableInfo): string {
  const column = cell.control?.column;
  return cell.label || (column && table.columns.get(column)?.label) || titleOf(cell);
}

/** Takes components and cells; the innermost place that is pointed at gets them. */
function dropTarget(
  place: CellPlace,
  { onMove, onDropComponent }: Props,
  setOver: (isOver: boolean) => void,
): React.HTMLAttributes<HTMLElement> {
  const isOurs = ({ dataTransfer }: React.DragEvent) =>
    dataTransfer.types.includes(COMPONENT_TYPE) || dataTransfer.types.includes(CELL_TYPE);
  return {
    onDragOver: event => {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: event => {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const cellId = event.dataTransfer.getData(CELL_TYPE);
      if (cellId) onMove(cellId, place);
      else onDropComponent(event.dataTransfer.getData(COMPONENT_TYPE), place);
    },
  };
}
