import * as React from "react";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Environment, EnvironmentProvider } from "../src/ui/Environment";
import { FormScripts } from "../src/ui/designer/FormScripts";
import { FormsPage } from "../src/ui/designer/FormsPage";
import { LeaveGuard } from "../src/workspace/pageTab";

// The icons of the navigation's own are modules that Node does not load.
vi.mock("../src/ui/Navigation", () => ({ loadTables: () => Promise.resolve([]) }));

const container = document.createElement("div");

/** Lets what was begun come to its end. */
const settle = () => act(() => new Promise<void>(resolve => setTimeout(resolve, 0)));

async function show(environment: unknown, page: React.ReactElement): Promise<void> {
  act(() => {
    ReactDOM.render(<EnvironmentProvider value={environment as Environment}>{page}</EnvironmentProvider>, container);
  });
  await settle();
}

function button(name: string): HTMLButtonElement {
  const buttons = Array.from(container.querySelectorAll("button"));
  const found = buttons.find(each => (each.getAttribute("aria-label") ?? each.textContent) === name);
  if (!found) throw new Error(`There is no button ${name}.`);
  return found;
}

const press = (name: string) => act(() => button(name).click());

function enter(label: string, value: string): void {
  const named = Array.from(container.querySelectorAll("label")).find(each => each.textContent === label);
  const field = document.getElementById(named?.htmlFor ?? "");
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) throw new Error(`No field ${label}.`);
  const prototype = Object.getPrototypeOf(field) as object;
  act(() => {
    // React watches the element's own property.
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
  });
}

beforeEach(() => {
  document.body.append(container);
});

afterEach(() => {
  ReactDOM.unmountComponentAtNode(container);
  container.remove();
});

describe("the page of a table's forms", () => {
  let created: (id: string) => void;
  let creations: number;
  let saved: string[];
  let guard: LeaveGuard | undefined;
  let asked: number;
  let answer: "save" | "discard" | "stay";
  let opened: number;
  let mayGo: boolean;

  const rows = ["a", "b"].map(name => ({ formid: name, name, formxml: "<form/>", ismanaged: false, isdefault: false }));
  const environment = {
    api: {
      getAll: () => Promise.resolve(rows),
      get: () => Promise.resolve({ formxml: "<form/>", objecttypecode: "incident" }),
      create: () => {
        creations++;
        return new Promise<string>(resolve => (created = resolve));
      },
      request: (_: string, path: string) => Promise.resolve(void saved.push(path)),
      action: () => Promise.resolve({}),
    },
    customizations: { navigableTables: () => Promise.resolve([]), forget: () => undefined },
    profile: { languageId: 1033 },
    dialogs: { show: () => Promise.resolve((asked++, answer)) },
    router: {
      setTitle: () => undefined,
      setGuard: (made: LeaveGuard) => {
        guard = made;
        return () => (guard = undefined);
      },
      go: () => Promise.resolve((opened++, mayGo)),
    },
  };
  const leave = async (): Promise<boolean> => {
    let may = true;
    await act(async () => {
      may = guard ? await guard(() => undefined) : true;
    });
    await settle();
    return may;
  };

  beforeEach(async () => {
    [creations, asked, opened, saved, mayGo, answer] = [0, 0, 0, [], true, "stay"];
    await show(environment, <FormsPage table="incident" />);
  });

  it("makes one form, however often the button is pressed", async () => {
    enter("Name of a new form", "Mine");
    press("New form");
    await settle();
    press("New form");
    await settle();
    created("new");
    await settle();
    expect([creations, opened]).toEqual([1, 1]);
  });

  it("takes the next name where the maker stays on it", async () => {
    mayGo = false;
    enter("Name of a new form", "Mine");
    press("New form");
    await settle();
    created("new");
    await settle();
    press("New form");
    expect([creations, container.textContent?.includes("Enter a name for the form.")]).toEqual([1, true]);
    enter("Name of a new form", "Another");
    press("New form");
    await settle();
    expect(creations).toBe(2);
  });

  it("asks before an order that was not saved is left", async () => {
    expect([await leave(), asked]).toEqual([true, 0]);
    press("Move the form a down");
    expect([await leave(), asked]).toEqual([false, 1]);
    const unload = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(true);
    answer = "discard";
    expect([await leave(), saved]).toEqual([true, []]);
    answer = "save";
    expect([await leave(), saved]).toEqual([true, ["systemforms(b)", "systemforms(a)"]]);
    expect([await leave(), asked]).toEqual([true, 3]);
  });
});

describe("the scripts of a form", () => {
  const form = (...libraries: string[]) =>
    `<form><formLibraries>${libraries.map(name => `<Library name="${name}"/>`).join("")}</formLibraries></form>`;

  it("takes a library that the form still has, after the chosen one was removed", async () => {
    const environment = { api: { getAll: () => Promise.resolve([]) } };
    let made = "";
    const scripts = (formXml: string) => (
      <FormScripts formXml={formXml} onChange={make => ((made = make(formXml)), true)} />
    );
    await show(environment, scripts(form("one.js", "two.js")));
    enter("Library of the function", "two.js");
    await show(environment, scripts(form("one.js")));
    enter("Function", "Some.onLoad");
    press("Add handler");
    expect(made).toContain('libraryName="one.js"');
  });
});
