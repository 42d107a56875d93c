import { describe, expect, it } from "vitest";
import { columnsOf, controlsOf, parseForm } from "../src/forms/formXml";

const TEXT = "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}";
const HOST = "{F9A8A302-114E-466A-B582-6771B2AE0D92}";
const UNIQUE = "13597a68-3009-5280-be9b-110c880294e7";

const customControl = (factor: number, more = "") => `
  <customControl formFactor="${factor}" name="lab_Lab.Control${factor}"><parameters>
    <data-set name="rows"><ViewId>{0C88C476-DF89-5D21-97D9-B4E7FB85E11A}</ViewId><IsUserView>false</IsUserView>
      <TargetEntityType>lab_row</TargetEntityType><EnableViewPicker>false</EnableViewPicker>
      <RelationshipName>lab_parent_lab_row</RelationshipName><FilteredViewIds>{0C88}</FilteredViewIds>
      <title>lab_name</title></data-set>
    <allow type="Enum" static="true">no</allow><value>lab_color</value>${more}
  </parameters></customControl>`;

const form = (descriptions = "") => `
<form>
  <tabs>
    <tab name="general" id="{t1}" showlabel="true"><labels><label description="General" languagecode="1033"/><label description="Allgemein" languagecode="1031"/></labels>
      <columns><column width="60%"><sections>
        <section name="main" id="{s1}" showlabel="false" columns="111"><labels/><rows>
          <row>
            <cell id="{c1}" colspan="2"><labels><label description="Title" languagecode="1033"/></labels><control id="title" classid="${TEXT}" datafieldname="title" disabled="true"/></cell>
            <cell id="{c2}"/>
          </row>
          <row><cell id="{c3}" rowspan="6" showlabel="false"><labels/><control id="grid" indicationOfSubgrid="true" classid="${HOST}" uniqueid="{${UNIQUE.toUpperCase()}}"><parameters>
            <TargetEntityType>lab_row</TargetEntityType><RecordsPerPage>6</RecordsPerPage></parameters></control></cell></row>
          <row/>
        </rows></section></sections></column></columns>
    </tab>
    <tab name="hidden" id="{t2}" visible="false"><columns/></tab>
  </tabs>
  <header><rows><row><cell id="{h1}"><labels/><control id="header_ownerid" classid="{270BD3DB-D9AF-4782-9025-509E298DEC0A}" datafieldname="ownerid"/></cell></row></rows></header>
  <events><event name="onload"><Handlers>
    <Handler functionName="Lab.onLoad" libraryName="lab_/a.js" enabled="true" passExecutionContext="true" parameters="1,2"/>
    <Handler functionName="Lab.off" libraryName="lab_/a.js" enabled="false"/></Handlers></event></events>
  <formLibraries><Library name="lab_/a.js"/></formLibraries>
  <controlDescriptions>${descriptions}</controlDescriptions>
</form>`;

const described = (controls: string) => `<controlDescription forControl="{${UNIQUE}}">${controls}</controlDescription>`;
const defaultControl = `<customControl id="{E7A81278-8635-4D9E-8D4D-59480B391C5B}"><parameters/></customControl>`;

const parse = (text: string, language = 1033) => parseForm("{FORM}", "Main", text, language);

describe("a form", () => {
  it("keeps tabs, columns, sections and rows in order", () => {
    const [tab, hidden] = parse(form()).tabs;
    expect(tab?.label).toBe("General");
    expect(hidden?.visible).toBe(false);
    const section = tab?.columns[0]?.sections[0];
    expect(tab?.columns[0]?.width).toBe("60%");
    expect(section?.columns).toBe(3);
    expect(section?.rows.map(row => row.length)).toEqual([2, 1, 0]);
  });

  it("names the columns it shows, and those that a custom control alone is bound to", () => {
    expect(columnsOf(parse(form()))).toEqual(["ownerid", "title"]);
    expect(columnsOf(parse(form(described(defaultControl + customControl(2)))))).toEqual([
      "ownerid",
      "title",
      "lab_color",
    ]);
  });

  it("speaks the user's language, and English where it lacks it", () => {
    expect(parse(form(), 1031).tabs[0]?.label).toBe("Allgemein");
    expect(parse(form(), 1036).tabs[0]?.label).toBe("General");
  });

  it("reads a column's control, and a cell without one as a spacer", () => {
    const [title, spacer] = parse(form()).tabs[0]?.columns[0]?.sections[0]?.rows[0] ?? [];
    expect(title).toMatchObject({
      label: "Title",
      colSpan: 2,
      control: { kind: "text", column: "title", disabled: true },
    });
    expect(spacer?.control).toBeUndefined();
  });

  it("lists the header's controls among all controls", () => {
    expect(controlsOf(parse(form())).map(control => control.id)).toEqual(["header_ownerid", "title", "grid"]);
  });

  it("takes enabled handlers only", () => {
    expect(parse(form()).handlers).toEqual([
      {
        event: "onload",
        target: undefined,
        functionName: "Lab.onLoad",
        library: "lab_/a.js",
        passContext: true,
        parameters: "1,2",
      },
    ]);
  });

  it("refuses text that is no XML, naming the form", () => {
    expect(() => parse("<form><tabs></form>")).toThrow('form "Main" is not well-formed');
  });
});

describe("a control description", () => {
  const bindingOf = (controls: string) =>
    controlsOf(parse(form(described(controls)))).find(control => control.id === "grid")?.custom;

  it("binds data set, property-sets, static and bound properties", () => {
    const binding = bindingOf(defaultControl + customControl(0));
    expect(binding?.dataSets.get("rows")).toEqual({
      viewId: "0c88c476-df89-5d21-97d9-b4e7fb85e11a",
      targetTable: "lab_row",
      relationship: "lab_parent_lab_row",
      propertySets: new Map([["title", "lab_name"]]),
    });
    expect(binding?.properties.get("allow")).toEqual({ isStatic: true, type: "Enum", text: "no" });
    expect(binding?.properties.get("value")).toEqual({ isStatic: false, type: "", text: "lab_color" });
  });

  it("prefers the web's form factor over tablet and phone", () => {
    expect(bindingOf(customControl(0) + customControl(1) + customControl(2))?.name).toBe("lab_Lab.Control2");
    expect(bindingOf(customControl(0) + customControl(1))?.name).toBe("lab_Lab.Control1");
  });

  it("that names the default control only leaves it in place", () => {
    expect(bindingOf(defaultControl)).toBeUndefined();
  });
});
