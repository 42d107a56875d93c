import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FormModel } from "../src/forms/formModel";
import { AnyContext, AnyControl } from "../src/pcf/bundleLoader";
import { ContextPlace } from "../src/pcf/controlContext";
import { ControlInstance, ControlPlace } from "../src/pcf/controlInstance";
import { ControlParts } from "../src/pcf/controlParts";
import { parseManifest } from "../src/pcf/manifest";
import { Metadata } from "../src/platform/metadata";
import { WebApi } from "../src/platform/webApi";
import { column, FakeServer, settle, table } from "./fakes";

const MANIFEST = (kind: string) => `<manifest><control namespace="Lab" constructor="Probe" control-type="${kind}">
  <data-set name="rows"/>
  <property name="value" of-type="SingleLine.Text" usage="bound"/>
  <property name="amount" of-type="Whole.None" usage="bound"/>
  <property name="allow" of-type="Enum" usage="input"><value name="yes" default="true">yes</value><value name="no">no</value></property>
  <resources><code path="bundle.js" order="1"/></resources></control></manifest>`;

interface DataSetParameter {
  loading: boolean;
  sortedRecordIds: string[];
}
interface Parameters {
  rows: DataSetParameter;
  value: { raw: string | null };
  amount: { raw: unknown; error: boolean; errorMessage: string };
  allow: { raw: string };
}

/** A control that writes down every call. */
class Probe implements AnyControl {
  static current: Probe;
  readonly calls: string[] = [];
  readonly updates: string[][] = [];
  context!: AnyContext;
  container: HTMLDivElement | undefined;
  state: unknown;
  notify!: () => void;
  outputs: Record<string, unknown> = {};
  failIn = "";
  tracksSize = false;

  constructor() {
    Probe.current = this;
  }

  init(context: AnyContext, notify: () => void, state: unknown, container: HTMLDivElement | undefined): void {
    this.note("init", context);
    this.notify = notify;
    this.state = state;
    this.container = container;
    if (this.tracksSize) context.mode.trackContainerResize(true);
  }

  updateView(context: AnyContext): unknown {
    this.note("updateView", context);
    this.updates.push(context.updatedProperties);
    return `drawn ${this.updates.length}`;
  }

  getOutputs(): Record<string, unknown> {
    this.calls.push("getOutputs");
    return this.outputs;
  }

  destroy(): void {
    this.calls.push("destroy");
    if (this.failIn === "destroy") throw new Error("stuck");
  }

  get parameters(): Parameters {
    return this.context.parameters as unknown as Parameters;
  }

  private note(call: string, context: AnyContext): void {
    this.calls.push(call);
    this.context = context;
    if (this.failIn === call) throw new Error(`broken in ${call}`);
  }
}

const ID = "11111111-1111-1111-1111-111111111111";
const child = table("lab_row", [column("name", "text"), column("lab_parentid", "lookup")]);
const parent = table("lab_parent", [
  column("name", "text"),
  column("lab_amount", "integer", { label: "Amount", minValue: 0 }),
  column("statecode", "choice", { attributeType: "State" }),
]);

async function open({
  id = ID,
  kind = "standard",
  first,
}: { id?: string; kind?: string; first?: (probe: Probe) => void } = {}) {
  const server = new FakeServer()
    .on("GET lab_parents", { lab_parentid: ID, name: "Parent", lab_amount: 3, statecode: 0 })
    .on("PATCH lab_parents", undefined, 204)
    .on("POST lab_parents", undefined, 204, { "OData-EntityId": `http://x/lab_parents(${ID})` });
  const api = new WebApi(server.fetch);
  const model = new FormModel(api, new Metadata(api), parent, id, ["name", "lab_amount"]);
  await model.load();
  const seen = { fetches: [] as string[], elements: [] as unknown[], errors: [] as unknown[], disabled: false };
  class Constructed extends Probe {
    constructor() {
      super();
      first?.(this);
    }
  }
  const parts: ControlParts = {
    name: "lab_Lab.Probe",
    manifest: parseManifest(MANIFEST(kind)),
    constructor: Constructed,
    strings: new Map([["hello", "Hello"]]),
    baseUrl: "/WebResources/cc_lab_Lab.Probe/",
    dataSets: new Map([
      [
        "rows",
        {
          table: child,
          view: {
            id: "v",
            name: "All",
            table: "lab_row",
            type: "public",
            isDefault: true,
            fetchXml: '<fetch><entity name="lab_row"/></fetch>',
            columns: [],
          },
          columns: [],
          propertySets: new Map(),
          relationship: {
            schemaName: "r",
            parentTable: "lab_parent",
            childTable: "lab_row",
            childColumn: "lab_parentid",
            childNavigation: "lab_parentid",
          },
        },
      ],
    ]),
  };
  const place: ControlPlace = {
    parts,
    binding: {
      name: parts.name,
      isOneOfSeveral: false,
      dataSets: new Map(),
      properties: new Map([
        ["value", { isStatic: false, type: "", text: "name" }],
        ["amount", { isStatic: false, type: "", text: "lab_amount" }],
        ["allow", { isStatic: true, type: "Enum", text: "no" }],
      ]),
    },
    model,
    label: "Probe",
    pageSize: 10,
    container: document.createElement("div"),
    isDisabled: () => seen.disabled,
    design: () => ({}) as ComponentFramework.FluentDesignState,
    createContext: (contextPlace: ContextPlace) => contextPlace as unknown as AnyContext,
    fetch: (_, fetchXml) => {
      seen.fetches.push(fetchXml);
      return Promise.resolve({ rows: [{ lab_rowid: "r1" }], moreRows: false, totalRows: 1, nextLink: undefined });
    },
    openItem: () => undefined,
    onElement: element => seen.elements.push(element),
    onError: error => seen.errors.push(error),
  };
  const instance = new ControlInstance(place);
  instance.start();
  return { instance, model, server, seen, probe: Probe.current, container: place.container };
}

interface ContextInfo {
  contextInfo: { entityId: string; entityTypeName: string; entityRecordName: string };
}

describe("a control", () => {
  it("is initialised, drawn while its rows load, and drawn again when they are there", async () => {
    const { probe, container } = await open();
    expect(probe.calls).toEqual(["init", "updateView"]);
    expect(probe.container).toBe(container);
    expect([...container.classList]).toEqual(["Lab.Probe"]);
    expect(probe.parameters.rows).toMatchObject({ loading: true, sortedRecordIds: [] });
    await settle();
    expect(probe.parameters.rows).toMatchObject({ loading: false, sortedRecordIds: ["r1"] });
    expect(probe.updates.pop()).toEqual(["dataset", "rows"]);
  });

  it("finds static and bound properties, texts, and the form's row", async () => {
    const { probe } = await open();
    expect(probe.parameters.allow.raw).toBe("no");
    expect(probe.parameters.value.raw).toBe("Parent");
    expect(probe.context.resources.getString("hello")).toBe("Hello");
    expect(probe.context.resources.getString("unknown")).toBe("unknown");
    const { contextInfo } = probe.context.mode as unknown as ContextInfo;
    expect(contextInfo).toEqual({ entityId: ID, entityTypeName: "lab_parent", entityRecordName: "Parent" });
  });

  it("that is virtual gets no container and hands over what to draw", async () => {
    const { probe, seen } = await open({ kind: "virtual" });
    await settle();
    expect(probe.container).toBeUndefined();
    expect(seen.elements).toEqual(["drawn 1", "drawn 2"]);
  });

  it("writes its outputs to the form and is drawn with them", async () => {
    const { probe, model } = await open();
    await settle();
    probe.outputs = { value: "Changed" };
    probe.notify();
    await settle();
    expect(model.value("name")).toBe("Changed");
    expect(probe.parameters.value.raw).toBe("Changed");
    expect(probe.updates.pop()).toContain("parameters");
  });

  it("keeps an output that its column can't hold, is told why, and holds up saving until it is mended", async () => {
    const { probe, model } = await open();
    const hand = async (amount: unknown) => {
      probe.outputs = { amount };
      probe.notify();
      await settle();
      return probe.parameters.amount;
    };
    expect(await hand("many")).toMatchObject({ raw: "many", error: true, errorMessage: "Enter a number." });
    expect(await hand(-1)).toMatchObject({ raw: -1, error: true, errorMessage: "Enter at least 0." });
    expect(model.value("lab_amount")).toBe(3);
    expect(model.obstacles()).toEqual(["Amount: Enter at least 0."]);
    expect(await hand("5")).toMatchObject({ raw: 5, error: false, errorMessage: "" });
    expect(model.value("lab_amount")).toBe(5);
    expect(await hand(4)).toMatchObject({ raw: 4, error: false, errorMessage: "" });
    expect(model.obstacles()).toEqual([]);
  });

  it("takes what it was refused along when its form closes", async () => {
    const { probe, model, instance } = await open();
    probe.outputs = { amount: "many" };
    probe.notify();
    instance.dispose();
    expect(model.obstacles()).toEqual([]);
  });

  it("fills the page when it asks, and the form again when it or the person says so", async () => {
    const { probe, container } = await open();
    await settle();
    const leave = () => Array.from(document.querySelectorAll("button"));
    probe.context.mode.setFullScreen(true);
    await settle();
    expect(probe.updates.pop()).toContain("fullscreen_open");
    expect(container.style.position).toBe("fixed");
    leave()[0]?.click();
    await settle();
    expect(probe.updates.pop()).toContain("fullscreen_close");
    expect(container.style.position).toBe("");
    expect(leave()).toEqual([]);
  });

  it("leaves no full screen behind", async () => {
    const { probe, instance } = await open();
    probe.context.mode.setFullScreen(true);
    instance.dispose();
    expect(document.querySelectorAll("button")).toHaveLength(0);
  });

  describe("that asks for its size", () => {
    let resize: (width: number, height: number) => void = () => undefined;
    beforeEach(() => {
      vi.stubGlobal(
        "ResizeObserver",
        class {
          constructor(callback: (entries: { contentRect: { width: number; height: number } }[]) => void) {
            resize = (width, height) => callback([{ contentRect: { width, height } }]);
          }
          observe(): void {
            resize(0, 0);
          }
          disconnect(): void {
            resize = () => undefined;
          }
        },
      );
    });
    afterEach(() => vi.unstubAllGlobals());

    it("is told its width; forms limit no height, so that a control that fits itself to it does not shrink", async () => {
      const { probe } = await open({ first: probe => (probe.tracksSize = true) });
      resize(640, 200);
      await settle();
      expect(probe.context.mode).toMatchObject({ allocatedWidth: 640, allocatedHeight: -1 });
      const before = probe.updates.length;
      resize(640, 150);
      await settle();
      expect(probe.updates.length).toBe(before);
      probe.context.mode.setFullScreen(true);
      resize(1280, 900);
      await settle();
      expect(probe.context.mode).toMatchObject({ allocatedWidth: 1280, allocatedHeight: 900 });
      probe.context.mode.setFullScreen(false);
    });
  });

  it("sees what is typed elsewhere on the form, once for each change", async () => {
    const { probe, model } = await open();
    await settle();
    const before = probe.updates.length;
    model.set("name", "Typed");
    await settle();
    expect(probe.parameters.value.raw).toBe("Typed");
    expect(probe.updates.length).toBe(before + 1);
  });

  it("on a new row has no rows until the row is saved, then its id and its rows", async () => {
    const { probe, model, seen } = await open({ id: "" });
    await settle();
    expect((probe.context.mode as unknown as ContextInfo).contextInfo.entityId).toBe("");
    expect(seen.fetches).toEqual([]);
    model.set("name", "Parent");
    await model.save();
    await settle();
    expect((probe.context.mode as unknown as ContextInfo).contextInfo.entityId).toBe(ID);
    expect(seen.fetches.pop()).toContain(`<condition attribute="lab_parentid" operator="eq" value="${ID}"/>`);
    expect(probe.parameters.rows.sortedRecordIds).toEqual(["r1"]);
  });

  it("learns that the row became read-only", async () => {
    const { probe, model, seen, server } = await open();
    await settle();
    seen.disabled = true;
    server.on("GET lab_parents", { lab_parentid: ID, name: "Parent", statecode: 1 });
    await model.reload();
    await settle();
    expect(probe.context.mode.isControlDisabled).toBe(true);
  });

  it("gathers requests to be drawn into one call", async () => {
    const { probe } = await open();
    await settle();
    const before = probe.updates.length;
    probe.context.factory.requestRender();
    probe.context.factory.requestRender();
    await settle();
    expect(probe.updates.length).toBe(before + 1);
  });

  it("gets back the state it kept, in the next form of the same row", async () => {
    const first = await open();
    first.probe.context.mode.setControlState({ open: true });
    first.instance.dispose();
    const second = await open();
    expect(second.probe.state).toEqual({ open: true });
  });

  it("is destroyed once and called no more", async () => {
    const { instance, model, probe } = await open();
    instance.dispose();
    instance.dispose();
    model.set("name", "Late");
    probe.notify();
    await settle();
    expect(probe.calls).toEqual(["init", "updateView", "destroy"]);
  });

  it("that fails in init is not drawn and not destroyed", async () => {
    const { instance, probe, seen } = await open({ first: probe => (probe.failIn = "init") });
    await settle();
    instance.dispose();
    expect(seen.errors.map(String)).toEqual(["Error: broken in init"]);
    expect(probe.calls).toEqual(["init"]);
  });

  it("that fails while drawing is not drawn again", async () => {
    const { probe, seen } = await open({ first: probe => (probe.failIn = "updateView") });
    await settle();
    expect(seen.errors).toHaveLength(1);
    expect(probe.calls).toEqual(["init", "updateView"]);
  });
});
