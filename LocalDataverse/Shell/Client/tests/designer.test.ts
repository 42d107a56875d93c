import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addComponent, bindComponent, ComponentBinding, moveCell, removeCell } from "../src/designer/components";
import { afterSave, beginEdits, edited, isUnsaved, redone, undone } from "../src/designer/edits";
import { addHandler, addLibrary, removeHandler, removeLibrary } from "../src/designer/handlers";
import { belowNext, bindingOf, canBind, neighbourOf, tabOf } from "../src/designer/designedForm";
import { editForm } from "../src/designer/formEdit";
import { setAudience, setOrder } from "../src/designer/formSecurity";
import { byOrder, formsFor } from "../src/forms/displayConditions";
import { FormCell, parseForm } from "../src/forms/formXml";

const VIEW = "0c88c476-df89-5d21-97d9-b4e7fb85e11a";
const LIBRARY = "casetime_/scripts/handlingtime.js";
const SECTION = "97f3bb4f-0725-582a-9df8-481d28d28350";
const OTHER_SECTION = "a0e29db6-4ca5-5402-b3bb-48cf82b0e477";

const binding: ComponentBinding = {
  control: "casetime_CaseTime.HandlingTime",
  label: "Handling time",
  dataSet: "timeTrackers",
  table: "casetime_timetracker",
  viewId: VIEW,
  relationship: "casetime_incident_casetime_timetracker",
  properties: [
    { name: "allowTimeLogs", type: "Enum", value: "yes" },
    { name: "ownOnly", type: "Enum", value: "no" },
  ],
};

/** The demo's case form, as the designer of an environment writes it; its component is the last cell of its section. */
const written = readFileSync(join(__dirname, "../../../Demo/forms/incident.xml"), "utf8").replaceAll(
  "{savedquery:All Time Trackers}",
  `{${VIEW}}`,
);

let counter = 0;
const newId = () => `00000000-0000-4000-8000-${String(++counter).padStart(12, "0")}`;

const read = (xml: string) => parseForm("form", "Case", xml, 1033);

function sectionOf(xml: string, id = SECTION) {
  const sections = read(xml).tabs.flatMap(tab => tab.columns.flatMap(column => column.sections));
  const found = sections.find(section => section.id === `{${id}}`);
  if (!found) throw new Error("No such section.");
  return found;
}

const cellsOf = (xml: string, section = SECTION): FormCell[] => sectionOf(xml, section).rows.flat();

const component = (xml: string, section = SECTION): FormCell => {
  const found = cellsOf(xml, section).find(cell => cell.control?.custom);
  if (!found) throw new Error("The section holds no component.");
  return found;
};

/** Without layout of the text and without ids, which no two designers give alike. */
const normal = (xml: string) =>
  xml
    .replace(/>\s+</g, "><")
    .replace(/\{[0-9a-f-]{36}\}/gi, "{}")
    .replace(/\s*\/>/g, "/>")
    .trim();

describe("a component in the form designer", () => {
  const without = removeCell(written, component(written).id);

  it("leaves nothing behind when it is removed", () => {
    expect(without).not.toContain("HandlingTime");
    expect(cellsOf(without)).toHaveLength(cellsOf(written).length - 1);
  });

  it("is written as the demo's form has it, whatever was there before", () => {
    expect(normal(addComponent(without, { sectionId: SECTION }, binding, newId))).toBe(normal(written));
  });

  it("goes before the cell where it is dropped", () => {
    const first = cellsOf(without)[0]?.id ?? "";
    const xml = addComponent(without, { sectionId: SECTION, beforeCellId: first }, binding, newId);
    expect(cellsOf(xml)[0]?.control?.custom?.name).toBe(binding.control);
  });

  it("has an id of its own beside another of its kind", () => {
    const ids = cellsOf(addComponent(written, { sectionId: SECTION }, binding, newId)).map(cell => cell.control?.id);
    expect(ids).toContain("Subgrid_handlingtime");
    expect(ids).toContain("Subgrid_handlingtime1");
  });

  it("is bound anew in its place", () => {
    const properties = [
      { name: "ownOnly", type: "Enum", value: "yes" },
      { name: "allowTimeLogs", type: "Enum", value: "" },
    ];
    const owned = { ...binding, properties };
    const xml = bindComponent(written, component(written).id, owned);
    expect(component(xml).control?.custom?.properties.get("ownOnly")?.text).toBe("yes");
    expect(component(xml).control?.custom?.properties.has("allowTimeLogs")).toBe(false);
    expect(component(xml).id).toBe(component(written).id);
  });

  it("moves to another section with its binding", () => {
    const xml = moveCell(written, component(written).id, { sectionId: OTHER_SECTION });
    expect(component(xml, OTHER_SECTION).control?.custom).toEqual(component(written).control?.custom);
    expect(cellsOf(xml).some(cell => cell.control?.custom)).toBe(false);
  });

  it("stays where it is when it is moved before itself", () => {
    const id = component(written).id;
    expect(moveCell(written, id, { sectionId: SECTION, beforeCellId: id })).toBe(written);
  });

  it("stays where it is locked", () => {
    const id = component(written).id;
    const locked = written.replace(`<cell id="${id}"`, `<cell id="${id}" locklevel="1"`);
    expect(locked).not.toBe(written);
    expect(() => removeCell(locked, id)).toThrow("locked");
  });

  it("has a neighbour to go on with, and a tab", () => {
    const form = read(written);
    const [first, second] = cellsOf(written);
    expect(neighbourOf(form, first?.id ?? "")).toBe(second?.id);
    expect(neighbourOf(form, component(written).id)).toBe(cellsOf(written).at(-2)?.id);
    expect(neighbourOf(form, newId())).toBeUndefined();
    expect(tabOf(form, component(written).id)).toBe(form.tabs[0]);
    expect(tabOf(form, newId())).toBeUndefined();
  });

  it("says when the place is gone", () => {
    expect(() => addComponent(written, { sectionId: newId() }, binding, newId)).toThrow("no longer part of the form");
    expect(() => removeCell(written, newId())).toThrow("no longer part of the form");
  });
});

describe("a component that another designer wrote more of", () => {
  const OTHER_VIEW = "11111111-1111-4111-8111-111111111111";
  const THIRD_VIEW = "22222222-2222-4222-8222-222222222222";
  const theirs = written
    .replaceAll("<RecordsPerPage>10<", "<RecordsPerPage>25<")
    .replaceAll("<EnableViewPicker>false<", "<EnableViewPicker>true<")
    .replaceAll(`<ViewIds>{${VIEW}}<`, `<ViewIds>{${VIEW}},{${OTHER_VIEW}}<`)
    .replace('<ownOnly type="Enum" static="true">no<', '<ownOnly type="Enum" static="true">yes<')
    .replaceAll("</ownOnly>", '</ownOnly><newer type="Enum" static="true">x</newer>')
    .replaceAll(
      '<label description="Handling time" languagecode="1033" />',
      '<label description="Handling time" languagecode="1033" /><label description="Zeit" languagecode="1031" />',
    );
  const cellId = component(theirs).id;
  /** As a maker has it before them whose language is another. */
  const shown = (xml: string): ComponentBinding => {
    const sections = parseForm("form", "Case", xml, 1031).tabs.flatMap(tab => tab.columns.flatMap(one => one.sections));
    const cell = sections.flatMap(section => section.rows.flat()).find(({ id }) => id === cellId);
    const bound = cell && bindingOf(cell);
    if (!bound) throw new Error("The cell holds no component.");
    return { ...bound, properties: bound.properties.filter(({ name }) => name !== "newer") };
  };
  const same = (xml: string) => editForm(xml, () => undefined);

  it("stays as it is where nothing is changed", () => {
    expect(shown(theirs).label).toBe("Zeit");
    expect(bindComponent(theirs, cellId, shown(theirs))).toBe(same(theirs));
  });

  it("changes in what the maker chose only", () => {
    const [allowed, owned] = shown(theirs).properties;
    if (!allowed || !owned) throw new Error("The component has no properties.");
    const xml = bindComponent(theirs, cellId, {
      ...shown(theirs),
      properties: [{ ...allowed, value: "no" }, owned],
    });
    expect(xml).toBe(same(theirs.replaceAll(">yes</allowTimeLogs>", ">no</allowTimeLogs>")));
  });

  it("lists the view it is bound to beside those a person may choose", () => {
    const xml = bindComponent(theirs, cellId, { ...shown(theirs), viewId: THIRD_VIEW });
    expect(xml).toContain(`<ViewIds>{${VIEW}},{${OTHER_VIEW}},{${THIRD_VIEW}}</ViewIds>`);
    expect(xml.match(new RegExp(`<FilteredViewIds>{${THIRD_VIEW}}</FilteredViewIds>`, "g"))).toHaveLength(3);
    expect(shown(xml).viewId).toBe(THIRD_VIEW);
  });

  it("keeps nothing of the table it was bound to", () => {
    const charted = theirs.replaceAll("<VisualizationId />", `<VisualizationId>{${OTHER_VIEW}}</VisualizationId>`);
    const other = { ...shown(charted), table: "task", viewId: THIRD_VIEW, relationship: "Incident_Tasks" };
    const xml = bindComponent(charted, cellId, other);
    expect(shown(xml)).toMatchObject({ table: "task", viewId: THIRD_VIEW, relationship: "Incident_Tasks" });
    expect(component(xml).control?.parameters).toEqual(
      new Map([
        ...(component(theirs).control?.parameters ?? []),
        ["targetentitytype", "task"],
        ["viewid", `{${THIRD_VIEW}}`],
        ["viewids", `{${THIRD_VIEW}}`],
        ["relationshipname", "Incident_Tasks"],
      ]),
    );
  });

  it("is not bound anew where it says what the designer can't", () => {
    const read = (from: string, to: string) => {
      const xml = theirs.replaceAll(from, to);
      expect(xml).not.toBe(theirs);
      return canBind(component(xml));
    };
    expect(canBind(component(theirs))).toBe(true);
    expect(canBind(cellsOf(theirs)[0] as FormCell)).toBe(false);
    expect(read('<ownOnly type="Enum" static="true">no<', "<ownOnly>casetime_own<")).toBe(false);
    expect(read("</FilteredViewIds>", "</FilteredViewIds><begin>casetime_begin</begin>")).toBe(false);
    expect(read('formFactor="0" name="casetime_CaseTime.HandlingTime"', 'formFactor="0" name="lab_Other"')).toBe(false);
  });
});

describe("a section of several columns", () => {
  /** Letters are cells, a digit after one the rows it spans; rows are parted by a slash. */
  const form = (rows: string) => {
    const row = (cells: string) =>
      `<row>${[...cells.matchAll(/([a-z])(\d?)/g)].map(([, id = "", span = ""]) => `<cell id="{${id}}" rowspan="${span || "1"}"/>`).join("")}</row>`;
    const section = `<section id="{s}" columns="11"><rows>${rows.split("/").map(row).join("")}</rows></section>`;
    return `<form><tabs><tab id="{t}"><columns><column><sections>${section}</sections></column></columns></tab></tabs></form>`;
  };
  const rowsOf = (xml: string) =>
    sectionOf(xml, "s")
      .rows.map(row => row.map(({ id }) => id.slice(1, 2)).join(""))
      .join("/");
  const down = (rows: string, id: string) => {
    const beforeCellId = belowNext(sectionOf(form(rows), "s"), `{${id}}`);
    return rowsOf(moveCell(form(rows), `{${id}}`, { sectionId: "s", beforeCellId }));
  };

  it("lets a cell down past the whole next row", () => {
    expect(down("a/bc", "a")).toBe("bc/a");
    expect(down("a/bc/d", "a")).toBe("bc/a/d");
    expect(down("ab/c/d", "a")).toBe("b/a/c/d");
    expect(down("ab/c/d", "b")).toBe("a/c/b/d");
    expect(down("a/b2//c", "a")).toBe("b//a/c");
  });

  it("keeps the rows that another cell spans", () => {
    expect(rowsOf(removeCell(form("a2b/c/d"), "c"))).toBe("ab//d");
    expect(rowsOf(removeCell(form("a3b/c2//d"), "c"))).toBe("ab///d");
    expect(rowsOf(removeCell(form("a2b/c2//d"), "c"))).toBe("ab//d");
    expect(rowsOf(moveCell(form("a2b/c/d"), "c", { sectionId: "s" }))).toBe("ab//d/c");
  });
});

describe("cells over several rows", () => {
  const tall = written.replace(
    /(<row>\s*<cell id="\{83952b1b[^>]*rowspan=")1("[\s\S]*?<\/row>)/,
    (_, before: string, after: string) => `${before}3${after}<row /><row />`,
  );

  it("take the rows they span along", () => {
    expect(sectionOf(tall).rows.map(row => row.length)).toEqual([1, 1, 1, 0, 0]);
    const first = cellsOf(tall)[0]?.id ?? "";
    const moved = moveCell(tall, component(tall).id, { sectionId: SECTION, beforeCellId: first });
    expect(sectionOf(moved).rows.map(row => row.length)).toEqual([1, 0, 0, 1, 1]);
    expect(sectionOf(removeCell(tall, component(tall).id)).rows.map(row => row.length)).toEqual([1, 1]);
  });
});

describe("libraries and handlers in the form designer", () => {
  const withLibrary = addLibrary(written, LIBRARY, newId);
  const handler = {
    event: "onload",
    library: LIBRARY,
    functionName: "CaseTimeTracking.onLoad",
    passContext: true,
    parameters: "",
  } as const;

  it("are what the form runs", () => {
    const form = read(addHandler(withLibrary, handler, newId));
    expect(form.libraries).toEqual([LIBRARY]);
    expect(form.handlers).toMatchObject([{ event: "onload", functionName: handler.functionName, passContext: true }]);
  });

  it("leave nothing behind when they are removed", () => {
    const id = newId();
    const xml = addHandler(withLibrary, handler, () => id);
    expect(removeLibrary(removeHandler(xml, id), LIBRARY)).not.toMatch(/Library|Handler|<event/);
  });

  it("run at the form's events, not at those of a control or column", () => {
    const events = ["control", "attribute"].map(of => `<event name="onload" ${of}="Subgrid_x"><Handlers/></event>`);
    const others = withLibrary.replace("<formLibraries>", `<events>${events.join("")}</events><formLibraries>`);
    expect(others).not.toBe(withLibrary);
    const form = read(addHandler(others, handler, newId));
    expect(form.handlers).toMatchObject([{ functionName: handler.functionName, target: undefined }]);
  });

  it("refuse what would not run", () => {
    const xml = addHandler(withLibrary, handler, newId);
    expect(() => removeLibrary(xml, LIBRARY)).toThrow("Remove the handler first");
    expect(() => addLibrary(xml, LIBRARY.toUpperCase(), newId)).toThrow("already");
    expect(() => addHandler(written, handler, newId)).toThrow("Add the library");
    for (const functionName of ["", "a b", "a..b", "alert(1)", "1a"])
      expect(() => addHandler(xml, { ...handler, functionName }, newId)).toThrow("Enter the name of a function");
  });
});

describe("who sees a form, and where it stands", () => {
  const ROLE = "11111111-1111-4111-8111-111111111111";
  const rep = [{ id: ROLE, name: "Case Time Representative" }];
  const form = (name: string, xml: string, isDefault = false) => ({
    isDefault,
    ...parseForm(name, name, xml, 1033),
  });

  it("is everyone and nowhere where nobody chose", () => {
    expect(read(written).display).toEqual({ order: undefined, isFallback: true, roles: undefined });
  });

  it("is written as the platform has it, in its place", () => {
    const xml = setOrder(setAudience(written, { roles: [ROLE], isFallback: false }), 2);
    expect(xml).toContain(
      `<DisplayConditions FallbackForm="false" Order="2"><Role Id="{${ROLE}}"/></DisplayConditions>`,
    );
    expect(read(xml).display).toEqual({ order: 2, isFallback: false, roles: [ROLE] });
    expect(setOrder(written, 0)).toContain('<DisplayConditions Order="0" FallbackForm="true"><Everyone/>');
    const again = setAudience(xml, { roles: undefined, isFallback: true });
    expect(read(again).display).toEqual({ order: 2, isFallback: true, roles: undefined });
    expect(again.trim().endsWith("</DisplayConditions></form>")).toBe(true);
  });

  it("sorts by the makers' order, then the default first, then by name", () => {
    const forms = [
      form("b", written),
      form("a", written),
      form("z", written, true),
      form("y", setOrder(written, 1)),
      form("x", setOrder(written, 0)),
    ];
    expect(forms.sort(byOrder).map(({ name }) => name)).toEqual(["x", "y", "z", "a", "b"]);
  });

  it("goes by the security roles, with the fallback forms for those who have none", () => {
    const forReps = form("reps", setAudience(written, { roles: [ROLE], isFallback: false }));
    const fallback = form("fallback", setAudience(written, { roles: [], isFallback: true }));
    const hidden = form("hidden", setAudience(written, { roles: [], isFallback: false }));
    const forms = [hidden, forReps, fallback];
    expect(formsFor(forms, rep)).toEqual([forReps]);
    expect(formsFor(forms, [])).toEqual([fallback]);
    expect(formsFor([hidden], rep)).toEqual([]);
    expect(formsFor(forms, [{ id: newId(), name: "System Customizer" }])).toEqual(forms);
    expect(formsFor([form("any", written)], [])).toHaveLength(1);
  });
});

describe("edits", () => {
  it("go back and forth, and a new one ends the way forth", () => {
    let edits = edited(edited(beginEdits("a"), "b"), "c");
    edits = undone(undone(undone(edits)));
    expect(edits.present).toBe("a");
    edits = redone(edits);
    expect([edits.present, isUnsaved(edits)]).toEqual(["b", true]);
    edits = edited(edits, "d");
    expect(redone(edits)).toBe(edits);
    expect(undone(edits).present).toBe("b");
  });

  it("that came while a save was on its way stay unsaved", () => {
    const edits = edited(afterSave(edited(edited(beginEdits("a"), "b"), "c"), "b"), "c");
    expect(isUnsaved(edits)).toBe(true);
    expect(isUnsaved(undone(edits))).toBe(false);
  });

  it("that change nothing are none", () => {
    const edits = beginEdits("a");
    expect(edited(edits, "a")).toBe(edits);
  });
});
