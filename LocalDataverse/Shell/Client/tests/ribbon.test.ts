import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FormModel } from "../src/forms/formModel";
import { Customizations } from "../src/platform/customizations";
import { Metadata } from "../src/platform/metadata";
import { WebApi } from "../src/platform/webApi";
import { FormRibbon } from "../src/ribbon/formRibbon";
import { parseRibbon, RibbonRows } from "../src/ribbon/ribbonXml";
import { createEvents, createFormContext } from "../src/xrm/formContext";
import { column, FakeServer, table } from "./fakes";

const rows = table("row", [column("name", "text"), column("statecode", "choice"), column("open", "boolean")]);
const ID = "11111111-1111-1111-1111-111111111111";

/** One button with one enable rule and one display rule. */
function ribbon(enable: string, display = "", actions = ""): RibbonRows {
  return {
    differences: [
      {
        difftype: 0,
        diffid: "greet.action",
        rdx: `<CustomAction Id="greet.action" Sequence="10"><CommandUIDefinition><Button Id="greet.button" Command="greet" LabelText="$LocLabels:greet.label" /></CommandUIDefinition></CustomAction>`,
      },
      {
        difftype: 3,
        diffid: "greet.label",
        rdx: `<LocLabel Id="greet.label"><Titles><Title description="Greet" languagecode="1033" /><Title description="Grüßen" languagecode="1031" /></Titles></LocLabel>`,
      },
    ],
    commands: [
      {
        command: "greet",
        commanddefinition: `<CommandDefinition Id="greet"><EnableRules><EnableRule Id="greet.rule" /></EnableRules><DisplayRules>${display && `<DisplayRule Id="greet.rule" />`}</DisplayRules><Actions>${actions}</Actions></CommandDefinition>`,
      },
    ],
    rules: [
      { ruleid: "greet.rule", ruletype: 1, ruledefinition: `<EnableRule Id="greet.rule">${enable}</EnableRule>` },
      { ruleid: "greet.rule", ruletype: 2, ruledefinition: `<DisplayRule Id="greet.rule">${display}</DisplayRule>` },
    ],
  };
}

const custom = (more = "", parameters = "") =>
  `<CustomRule FunctionName="Lab.may" Library="$webresource:lab_/greet.js" ${more}>${parameters}</CustomRule>`;

async function open(given: RibbonRows, options: { id?: string; row?: object; isReadOnly?: boolean } = {}) {
  const server = new FakeServer().on("GET rows", { rowid: ID, name: "One", ...options.row });
  const api = new WebApi(server.fetch);
  const model = new FormModel(api, new Metadata(api), rows, options.id ?? ID, ["name", "open"]);
  await model.load();
  const errors: string[] = [];
  const formContext = createFormContext(
    model,
    () => options.isReadOnly === true,
    {
      save: () => Promise.resolve(true),
      refresh: () => Promise.resolve(),
      setNotification: () => undefined,
      clearNotification: () => undefined,
      getSource: () => undefined,
      setSource: () => undefined,
      refreshRibbon: () => void bar.refresh(),
    },
    createEvents(),
  );
  const bar: FormRibbon = new FormRibbon(
    () => Promise.resolve(commands),
    { model, formContext, isReadOnly: () => options.isReadOnly === true, languageId: 1031 },
    sentence => errors.push(sentence),
  );
  const commands = parseRibbon(given, 1031);
  const labels = () => bar.visible.map(command => command.label);
  await bar.refresh();
  return { bar, model, formContext, errors, labels };
}

function define(functions: Record<string, (...parameters: unknown[]) => unknown>): void {
  Object.assign(window, { Lab: functions });
}

let asked: string[];
let warnings: string[];

/** Libraries "load" at once, unless their name says that they are gone. */
beforeEach(() => {
  asked = [];
  warnings = [];
  vi.spyOn(console, "warn").mockImplementation(text => void warnings.push(String(text)));
  vi.spyOn(document.head, "appendChild").mockImplementation(node => {
    const script = node as unknown as HTMLScriptElement;
    asked.push(script.src);
    setTimeout(() => (script.src.includes("gone") ? script.onerror?.("") : script.onload?.(new Event("load"))));
    return node;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(window, { Lab: undefined });
});

describe("a command that a solution brought", () => {
  it("shows with its label in the user's language when its rule says yes", async () => {
    define({ may: () => true });
    expect((await open(ribbon(custom()))).labels()).toEqual(["Grüßen"]);
  });

  it("stays hidden when its rule says no, and when a promise says so", async () => {
    define({ may: () => false });
    expect((await open(ribbon(custom()))).labels()).toEqual([]);
    define({ may: () => Promise.resolve(false) });
    expect((await open(ribbon(custom()))).labels()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it("waits for a rule that answers by a promise", async () => {
    define({ may: () => Promise.resolve(true) });
    expect((await open(ribbon(custom()))).labels()).toEqual(["Grüßen"]);
  });

  it.each([
    ["", undefined, []],
    [`Default="true"`, undefined, ["Grüßen"]],
    [`InvertResult="true"`, false, ["Grüßen"]],
    [`InvertResult="true"`, true, []],
  ])("heeds %s where the rule answers %s", async (more, answer, labels) => {
    define({ may: () => answer });
    expect((await open(ribbon(custom(more)))).labels()).toEqual(labels);
  });

  it("hands the form, the row and plain values to its rule", async () => {
    const heard: unknown[][] = [];
    define({ may: (...parameters) => heard.push(parameters) > 0 });
    const { formContext } = await open(
      ribbon(
        custom(
          "",
          `<CrmParameter Value="PrimaryControl" /><CrmParameter Value="FirstPrimaryItemId" /><CrmParameter Value="PrimaryEntityTypeName" /><CrmParameter Value="CommandProperties" /><StringParameter Value="a" /><IntParameter Value="7" /><BoolParameter Value="true" />`,
        ),
      ),
    );
    expect(heard).toEqual([[formContext, ID, "row", { SourceControlId: "greet.button" }, "a", 7, true]]);
    expect(heard[0]?.[0]).toBe(formContext);
  });

  it.each([
    [
      "throws",
      {
        may: () => {
          throw new Error("No idea.");
        },
      },
      "No idea.",
    ],
    ["rejects", { may: () => Promise.reject(new Error("No idea.")) }, "No idea."],
    ["does not exist", {}, "Lab.may, which no library defines"],
  ])("is hidden with a warning when its rule %s, and the form goes on", async (_what, functions, sentence) => {
    define(functions);
    const { labels, errors } = await open(ribbon(custom()));
    expect(labels()).toEqual([]);
    expect(warnings.join()).toContain("The command greet.button is hidden: ");
    expect(warnings.join()).toContain(sentence);
    expect(errors).toEqual([]);
  });

  it("is hidden with a warning when its library is missing", async () => {
    define({ may: () => true });
    const { labels } = await open(ribbon(custom().replace("greet.js", "gone.js")));
    expect(labels()).toEqual([]);
    expect(warnings).toEqual([
      "The command greet.button is hidden: The form library lab_/gone.js could not be loaded.",
    ]);
  });

  it("loads its library once a page", async () => {
    define({ may: () => true });
    const only = custom().replace("greet.js", "once.js");
    const { bar } = await open(ribbon(only));
    await bar.refresh();
    await open(ribbon(only));
    expect(asked.filter(url => url.endsWith("/WebResources/lab_/once.js"))).toHaveLength(1);
  });

  it.each([
    [`<FormStateRule State="Existing" />`, {}, true],
    [`<FormStateRule State="Existing" />`, { id: "" }, false],
    [`<FormStateRule State="Create" />`, { id: "" }, true],
    [`<FormStateRule State="Disabled" />`, { row: { statecode: 1 } }, true],
    [`<FormStateRule State="ReadOnly" />`, { isReadOnly: true }, true],
    [`<ValueRule Field="name" Value="one" />`, {}, true],
    [`<ValueRule Field="name" Value="two" />`, {}, false],
    [`<ValueRule Field="open" Value="1" />`, { row: { open: true } }, true],
    [`<EntityRule EntityName="row" />`, {}, true],
    [`<FormEntityContextRule EntityName="other" />`, {}, false],
    [
      `<OrRule><Or><EntityRule EntityName="other" /></Or><Or><FormStateRule State="Existing" /></Or></OrRule>`,
      {},
      true,
    ],
    [`<OrRule><Or><EntityRule EntityName="other" /></Or><Or><FormStateRule State="Create" /></Or></OrRule>`, {}, false],
  ])("shows by %s with %o: %s", async (rule, options, shows) => {
    expect((await open(ribbon(rule), options)).labels()).toEqual(shows ? ["Grüßen"] : []);
  });

  it("needs its display rules as well as its enable rules", async () => {
    define({ may: () => true });
    expect((await open(ribbon(custom(), `<FormStateRule State="Create" />`))).labels()).toEqual([]);
  });

  it("is asked again when the row was read anew and when a script wants it, not while somebody types", async () => {
    let calls = 0;
    define({ may: () => ++calls > 1 });
    const { model, formContext, labels } = await open(ribbon(custom()));
    model.set("name", "Two");
    expect(calls).toBe(1);
    await model.reload();
    await vi.waitFor(() => expect(labels()).toEqual(["Grüßen"]));
    formContext.ui.refreshRibbon();
    await vi.waitFor(() => expect(calls).toBe(3));
  });

  it("goes by the latest answer when an earlier one comes late", async () => {
    const answers: ((shows: boolean) => void)[] = [];
    define({ may: () => false });
    const { bar, labels } = await open(ribbon(custom()));
    define({ may: () => new Promise(resolve => answers.push(resolve)) });
    const rounds = [bar.refresh(), bar.refresh()];
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.(true);
    answers[0]?.(false);
    await Promise.all(rounds);
    expect(labels()).toEqual(["Grüßen"]);
  });

  it("runs its functions in order, and tells on the form what fails", async () => {
    const done: string[] = [];
    define({
      one: () => done.push("one"),
      two: () => {
        throw new Error("Not today.");
      },
    });
    const action = (name: string) =>
      `<JavaScriptFunction FunctionName="Lab.${name}" Library="$webresource:lab_/greet.js" />`;
    const { bar, errors } = await open(ribbon(`<EntityRule EntityName="row" />`, "", action("one") + action("two")));
    const [command] = bar.visible;
    if (command) await bar.run(command);
    expect(done).toEqual(["one"]);
    expect(errors).toEqual(["Grüßen: Not today."]);
  });

  it("asks nothing more once its form is closed", async () => {
    let calls = 0;
    define({ may: () => ++calls > 0 });
    const { bar, model } = await open(ribbon(custom()));
    bar.dispose();
    await model.reload();
    expect(calls).toBe(1);
  });
});

it("Commands are read once a page for each table", async () => {
  const given = ribbon(custom());
  const server = new FakeServer()
    .on("GET ribbondiffs?", { value: given.differences })
    .on("GET ribboncommands?", { value: given.commands })
    .on("GET ribbonrules?", { value: given.rules });
  const customizations = new Customizations(new WebApi(server.fetch), 1033);
  const [command] = await customizations.commandsOf("row");
  await customizations.commandsOf("row");
  expect(command?.label).toBe("Greet");
  expect(server.sent.map(sent => decodeURIComponent(sent.url).replace(/.*filter=/, ""))).toEqual(
    Array(3).fill("entity eq 'row'"),
  );
});
