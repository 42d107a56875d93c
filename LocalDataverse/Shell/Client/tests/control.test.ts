import { afterEach, describe, expect, it } from "vitest";
import { FormModel } from "../src/forms/formModel";
import { BundleLoader } from "../src/pcf/bundleLoader";
import { parseManifest } from "../src/pcf/manifest";
import { fromOutput, parseStatic, toParameter } from "../src/pcf/properties";
import { loadStrings, parseResx } from "../src/pcf/resx";
import { createWebApiService } from "../src/pcf/webApiService";
import { Metadata } from "../src/platform/metadata";
import { WebApi } from "../src/platform/webApi";
import { column, FakeServer, table } from "./fakes";

const manifest = (
  libraries = "",
) => `<?xml version="1.0"?><manifest><control namespace="Lab" constructor="Probe" control-type="virtual">
  <type-group name="numbers"><type>Whole.None</type><type>Decimal</type></type-group>
  <data-set name="rows"><property-set name="when" of-type="DateAndTime.DateAndTime"/></data-set>
  <property name="amount" of-type-group="numbers" usage="bound"/>
  <property name="on" of-type="TwoOptions" usage="input" default-value="true"/>
  <property name="kind" of-type="Enum" usage="input"><value name="a">a</value><value name="b" default="true">b</value></property>
  <resources><code path="bundle.js" order="1"/><css path="css/b.css" order="2"/><css path="css/a.css" order="1"/>
    <resx path="strings/Probe.1033.resx"/><resx path="strings/Probe.1036.resx"/>${libraries}</resources>
</control></manifest>`;

const resx = (texts: Record<string, string>) =>
  `<root>${Object.entries(texts)
    .map(([name, text]) => `<data name="${name}" xml:space="preserve"><value>${text}</value></data>`)
    .join("")}</root>`;

describe("a manifest", () => {
  it("tells what running the control needs", () => {
    const parsed = parseManifest(manifest());
    expect(parsed).toMatchObject({
      registeredName: "Lab.Probe",
      isVirtual: true,
      code: ["bundle.js"],
      css: ["css/a.css", "css/b.css"],
    });
    expect(parsed.dataSets).toEqual([{ name: "rows", propertySets: ["when"] }]);
    expect(parsed.properties.map(({ name, type, defaultText }) => [name, type, defaultText])).toEqual([
      ["amount", "Whole.None", undefined],
      ["on", "TwoOptions", "true"],
      ["kind", "Enum", "b"],
    ]);
  });
});

describe("texts", () => {
  const files: Record<string, string> = {
    "/c/strings/Probe.1033.resx": resx({ hello: "Hello", bye: "Bye" }),
    "/c/strings/Probe.1036.resx": resx({ hello: "Bonjour" }),
  };
  const read = (url: string) => Promise.resolve(files[url] ?? "");

  it("are in the user's language, and in English where it lacks one", async () => {
    const { resx: paths } = parseManifest(manifest());
    expect(await loadStrings("/c/", paths, 1036, read)).toEqual(
      new Map([
        ["hello", "Bonjour"],
        ["bye", "Bye"],
      ]),
    );
    expect(await loadStrings("/c/", paths, 1031, read)).toEqual(parseResx(files["/c/strings/Probe.1033.resx"] ?? ""));
  });
});

describe("a property", () => {
  const server = new FakeServer();
  const api = new WebApi(server.fetch);
  const parent = table("p", [
    column("name", "text", { maxLength: 10 }),
    column("due", "datetime"),
    column("owner", "lookup", { targets: ["team"] }),
  ]);
  const model = new FormModel(api, new Metadata(api), parent, "", ["name"]);
  const [amount, on, kind] = parseManifest(manifest()).properties;

  it("takes a static text as its type", () => {
    expect(parseStatic("TwoOptions", "false")).toBe(false);
    expect(parseStatic("Whole.None", "12")).toBe(12);
    expect(parseStatic("Enum", "0")).toBe("0");
    expect(() => parseStatic("Decimal", "many")).toThrow("not a number");
  });

  it("takes the manifest's default where the form says nothing", () => {
    expect(on && toParameter(on, undefined, model).raw).toBe(true);
    expect(kind && toParameter(kind, undefined, model).raw).toBe("b");
    expect(amount && toParameter(amount, undefined, model).raw).toBeNull();
  });

  it("bound to a column gives its value, type and limits", () => {
    model.set("name", "Ada");
    const parameter = amount && toParameter(amount, { isStatic: false, type: "", text: "name" }, model);
    expect(parameter).toMatchObject({
      raw: "Ada",
      type: "SingleLine.Text",
      attributes: { LogicalName: "name", MaxLength: 10 },
    });
  });

  it("bound to a column that is not there says so", () => {
    expect(amount && toParameter(amount, { isStatic: false, type: "", text: "gone" }, model)).toMatchObject({
      error: true,
      raw: null,
    });
  });

  it("hands outputs back as columns hold them", () => {
    expect(fromOutput(column("due", "datetime"), new Date("2025-03-01T10:00:00Z"))).toBe("2025-03-01T10:00:00Z");
    expect(fromOutput(column("owner", "lookup"), [{ id: "{AB}", entityType: "team", name: "T" }])).toEqual({
      table: "team",
      id: "ab",
      name: "T",
    });
    expect(fromOutput(column("owner", "lookup"), [])).toBeNull();
    expect(fromOutput(column("kinds", "choices"), [1, 2])).toEqual([1, 2]);
    expect(fromOutput(column("kinds", "choices"), [])).toBeNull();
  });
});

describe("a bundle", () => {
  afterEach(() => {
    document.head.innerHTML = "";
  });

  const scripts = () => Array.from(document.head.getElementsByTagName("script"));

  it("that registers nothing is refused by name", async () => {
    const loading = new BundleLoader(document).load(
      "/WebResources/cc_lab_Lab.Probe/",
      "1.0",
      parseManifest(manifest()),
    );
    await Promise.resolve();
    scripts()[0]?.onload?.(new Event("load"));
    await expect(loading).rejects.toThrow("registers no control named Lab.Probe");
  });

  it("that can't be read is tried again by the next form", async () => {
    const loader = new BundleLoader(document);
    const load = () => loader.load("/WebResources/cc_x/", "1.0", parseManifest(manifest()));
    const first = load();
    await Promise.resolve();
    scripts()[0]?.onerror?.("error");
    await expect(first).rejects.toThrow("/WebResources/cc_x/bundle.js?v=1.0 could not be loaded");
    void load().catch(() => undefined);
    await Promise.resolve();
    expect(scripts()).toHaveLength(1);
  });

  it("that wants a library the shell lacks is refused by library and version", async () => {
    const wanted = parseManifest(manifest('<platform-library name="React" version="18.3.1"/>'));
    await expect(new BundleLoader(document).load("/c/", "1.0", wanted)).rejects.toThrow("React 18.3.1");
  });
});

describe("context.webAPI", () => {
  const open = () => {
    const server = new FakeServer().on("GET EntityDefinitions", {
      value: [{ LogicalName: "incident", EntitySetName: "incidents" }],
    });
    const api = new WebApi(server.fetch);
    return { server, service: createWebApiService(api, new Metadata(api)) };
  };

  it("encodes FetchXML and answers in the platform's shape", async () => {
    const { server, service } = open();
    server.on("GET incidents", { value: [{ title: "a" }], "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": "c" });
    const result = await service.retrieveMultipleRecords("incident", "?fetchXml=<fetch a='1&2'/>");
    expect(result).toEqual({ entities: [{ title: "a" }], nextLink: "", fetchXmlPagingCookie: "c" });
    expect(server.last("GET").url).toContain("?fetchXml=%3Cfetch%20a%3D'1%262'%2F%3E");
  });

  it("rejects with the platform's error fields", async () => {
    const { server, service } = open();
    server.on("GET incidents", { error: { code: "0x80040217", message: "Not there." } }, 404);
    await expect(service.retrieveRecord("incident", "{AB}")).rejects.toMatchObject({
      errorCode: 0x80040217,
      message: "Not there.",
    });
  });

  it("names a table that does not exist", async () => {
    await expect(open().service.createRecord("gone", {})).rejects.toThrow("no table gone");
  });
});
