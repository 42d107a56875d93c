import { afterEach, describe, expect, it } from "vitest";
import { FormModel } from "../src/forms/formModel";
import { FormDefinition, FormHandler } from "../src/forms/formXml";
import { Metadata } from "../src/platform/metadata";
import { WebApi } from "../src/platform/webApi";
import { ExecutionContext } from "../src/xrm/formContext";
import { FormScripts } from "../src/xrm/formScripts";
import { column, FakeServer, table } from "./fakes";

const rows = table("row", [column("name", "text"), column("owner", "lookup", { targets: ["team"] })]);

function open(handlers: Partial<FormHandler>[]) {
  const api = new WebApi(new FakeServer().fetch);
  const model = new FormModel(api, new Metadata(api), rows, "", ["name"]);
  const form: FormDefinition = {
    id: "f",
    name: "Form",
    tabs: [],
    header: [],
    footer: [],
    libraries: [],
    handlers: handlers.map(handler => ({
      event: "onload",
      target: undefined,
      functionName: "Lab.handle",
      library: "",
      passContext: true,
      parameters: "",
      ...handler,
    })),
    display: { order: undefined, isFallback: true, roles: undefined },
  };
  const errors: string[] = [];
  const actions = {
    getSource: () => undefined,
    setSource: () => undefined,
    save: () => Promise.resolve(true),
    refresh: () => Promise.resolve(),
    setNotification: () => undefined,
    clearNotification: () => undefined,
    refreshRibbon: () => undefined,
  };
  const scripts = new FormScripts(
    form,
    model,
    () => false,
    actions,
    error => errors.push(String(error)),
  );
  return { scripts, model, errors };
}

function define(handle: (...parameters: unknown[]) => void): void {
  Object.assign(window, { Lab: { handle } });
}

describe("a form script", () => {
  afterEach(() => Object.assign(window, { Lab: undefined }));

  it("is called on load with the form and its parameters", async () => {
    const calls: unknown[][] = [];
    define((context, ...more) =>
      calls.push([(context as ExecutionContext).getFormContext().data.entity.getEntityName(), ...more]));
    await open([{ parameters: "1, 'two'" }]).scripts.start();
    expect(calls).toEqual([["row", 1, "two"]]);
  });

  it("reads and sets columns as the client API has them", async () => {
    const { scripts, model } = open([{}]);
    model.set("owner", { table: "team", id: "ab", name: "Tier 2" });
    let value: unknown;
    define(context => {
      const form = (context as ExecutionContext).getFormContext();
      value = form.getAttribute("owner")?.getValue();
      form.getAttribute("name")?.setValue("By script");
    });
    await scripts.start();
    expect(value).toEqual([{ id: "{AB}", name: "Tier 2", entityType: "team" }]);
    expect(model.value("name")).toBe("By script");
  });

  it("hears of its column's changes only", async () => {
    let changes = 0;
    define(() => changes++);
    const { scripts, model } = open([{ event: "onchange", target: "name" }]);
    await scripts.start();
    model.set("owner", null);
    model.set("name", "a");
    model.set("name", "a");
    expect(changes).toBe(1);
  });

  it("may prevent saving", () => {
    define(context => (context as ExecutionContext).getEventArgs()?.preventDefault());
    const { scripts } = open([{ event: "onsave" }]);
    return scripts.start().then(() => expect(scripts.beforeSave()).toBe(false));
  });

  it("that fails is told and does not stop the next", async () => {
    let calls = 0;
    define(() => {
      calls++;
      throw new Error("broken");
    });
    const { scripts, errors } = open([{}, { functionName: "Lab.missing" }, {}]);
    await scripts.start();
    expect(calls).toBe(2);
    expect(errors).toEqual([
      "Error: broken",
      "Error: The form calls Lab.missing, which no library defines as a function.",
      "Error: broken",
    ]);
  });
});
