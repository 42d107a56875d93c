import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addComponent, bindComponent, ComponentBinding, moveCell, removeCell } from "../src/designer/components";
import { afterSave, beginEdits, edited, isUnsaved, redone, undone } from "../src/designer/edits";
import { addHandler, addLibrary, removeHandler, removeLibrary } from "../src/designer/handlers";
import { neighbourOf, tabOf } from "../src/designer/designedForm";
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
    const owned = { ...binding, properties: [{ name: "ownOnly", type: "Enum", value: "yes" }] };
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
