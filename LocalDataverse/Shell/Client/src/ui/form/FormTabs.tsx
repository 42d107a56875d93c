import { makeStyles, mergeClasses, shorthands, Subtitle2, Tab, TabList, tokens } from "@fluentui/react-components";
import * as React from "react";
import { FormCell, FormDefinition, FormSection, FormTab } from "../../forms/formXml";
import { FormModel } from "../../forms/formModel";
import { NARROW, useMediaQuery } from "../hooks";
import { Cell } from "./Cell";
import { RelatedTab } from "./RelatedTab";

const useStyles = makeStyles({
  tabs: {
    overflowX: "auto",
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
  },
  hidden: { display: "none" },
  columns: { display: "grid", ...shorthands.gap(tokens.spacingVerticalM), alignItems: "start" },
  column: { display: "flex", flexDirection: "column", minWidth: 0, ...shorthands.gap(tokens.spacingVerticalM) },
  section: {
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalL),
    boxShadow: tokens.shadow2,
  },
  cells: {
    display: "grid",
    rowGap: tokens.spacingVerticalM,
    columnGap: tokens.spacingHorizontalL,
    paddingTop: tokens.spacingVerticalS,
  },
});

const RELATED = "related";

/** A tab's content is made when it is first selected and then kept, so controls of tabs nobody opened are never loaded. */
export function FormTabs({ form, model }: { form: FormDefinition; model: FormModel }): React.ReactElement {
  const styles = useStyles();
  const tabs = form.tabs.filter(tab => tab.visible);
  const [selected, setSelected] = React.useState(tabs[0]?.id ?? RELATED);
  const [opened, setOpened] = React.useState<ReadonlySet<string>>(new Set([selected]));
  const select = (id: string) => {
    setSelected(id);
    setOpened(before => new Set(before).add(id));
  };
  return (
    <>
      <TabList className={styles.tabs} selectedValue={selected} onTabSelect={(_, data) => select(String(data.value))}>
        {tabs.map(tab => (
          <Tab key={tab.id} value={tab.id}>
            {tab.label}
          </Tab>
        ))}
        {!model.isNew && <Tab value={RELATED}>Related</Tab>}
      </TabList>
      {tabs
        .filter(tab => opened.has(tab.id))
        .map(tab => (
          <div
            key={tab.id}
            role="tabpanel"
            aria-label={tab.label}
            className={mergeClasses(tab.id !== selected && styles.hidden)}
          >
            <TabContent tab={tab} />
          </div>
        ))}
      {opened.has(RELATED) && !model.isNew && (
        <div role="tabpanel" aria-label="Related" className={mergeClasses(selected !== RELATED && styles.hidden)}>
          <RelatedTab model={model} />
        </div>
      )}
    </>
  );
}

function TabContent({ tab }: { tab: FormTab }): React.ReactElement {
  const styles = useStyles();
  const narrow = useMediaQuery(NARROW);
  const widths = tab.columns.map(column => `minmax(0, ${Number.parseFloat(column.width) || 1}fr)`).join(" ");
  return (
    <div className={styles.columns} style={{ gridTemplateColumns: narrow ? "minmax(0, 1fr)" : widths }}>
      {tab.columns.map((column, index) => (
        <div key={index} className={styles.column}>
          {column.sections
            .filter(section => section.visible)
            .map(section => (
              <Section key={section.id} section={section} narrow={narrow} />
            ))}
        </div>
      ))}
    </div>
  );
}

function Section({ section, narrow }: { section: FormSection; narrow: boolean }): React.ReactElement {
  const styles = useStyles();
  const columns = narrow ? 1 : section.columns;
  return (
    <section className={styles.section} aria-label={section.label || undefined}>
      {section.showLabel && section.label && <Subtitle2 as="h2">{section.label}</Subtitle2>}
      <div className={styles.cells} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {section.rows.flatMap((row, index) =>
          row.map(cell => <Place key={`${index}${cell.id}`} cell={cell} columns={columns} />),
        )}
      </div>
    </section>
  );
}

function Place({ cell, columns }: { cell: FormCell; columns: number }): React.ReactElement | null {
  if (!cell.visible || (!cell.control && columns === 1)) return null;
  return (
    <div style={{ gridColumn: `span ${Math.min(cell.colSpan, columns)}`, minWidth: 0 }}>
      {cell.control && <Cell cell={cell} control={cell.control} />}
    </div>
  );
}
