import { describe, expect, it } from "vitest";
import { parentDefaults, parseDefaults } from "../src/forms/defaults";
import { FormModel } from "../src/forms/formModel";
import { Metadata } from "../src/platform/metadata";
import { WebApi } from "../src/platform/webApi";
import { column, FakeServer, table } from "./fakes";

const customer = column("customerid", "lookup", { attributeType: "Customer", targets: ["account", "contact"] });
const incident = table(
  "incident",
  [
    column("name", "text", { required: true }),
    column("statecode", "choice", { attributeType: "State", options: [{ value: 0, label: "Active" }] }),
    column("statuscode", "choice", { attributeType: "Status" }),
    column("ownerid", "lookup", { attributeType: "Owner", targets: ["systemuser", "team"] }),
    column("priority", "choice", { defaultValue: 2, options: [{ value: 2, label: "Normal" }] }),
    column("colours", "choices", {
      options: [
        { value: 1, label: "Red" },
        { value: 2, label: "Blue" },
      ],
    }),
    customer,
  ],
  {
    manyToOne: [
      {
        schemaName: "a",
        parentTable: "account",
        childTable: "incident",
        childColumn: "customerid",
        childNavigation: "customerid_account",
      },
      {
        schemaName: "c",
        parentTable: "contact",
        childTable: "incident",
        childColumn: "customerid",
        childNavigation: "customerid_contact",
      },
    ],
  },
);
const ID = "11111111-1111-1111-1111-111111111111";
const COLUMNS = ["name", "ownerid", "customerid", "priority", "missing"];

function open(id: string): { server: FakeServer; model: FormModel } {
  const server = new FakeServer()
    .on("GET EntityDefinitions(LogicalName='contact')", {
      LogicalName: "contact",
      EntitySetName: "contacts",
      PrimaryIdAttribute: "contactid",
      Attributes: [],
    })
    .on("GET EntityDefinitions(LogicalName='contact')/", { value: [] })
    .on("GET incidents", {
      incidentid: ID,
      name: "Printer",
      statecode: 0,
      _customerid_value: "5",
      "_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
    })
    .on("PATCH incidents", undefined, 204)
    .on("POST incidents", undefined, 204, { "OData-EntityId": `http://x/api/data/v9.2/incidents(${ID})` });
  const api = new WebApi(server.fetch);
  return { server, model: new FormModel(api, new Metadata(api), incident, id, COLUMNS) };
}

describe("an open row", () => {
  it("asks for the form's columns that the table has, and its state", async () => {
    const { server, model } = open(ID);
    await model.load();
    expect(server.sent[0]?.url).toContain(
      "$select=name,_ownerid_value,_customerid_value,priority,incidentid,statecode,statuscode",
    );
  });

  it("is unsaved while a value differs from what is stored, and only then", async () => {
    const { model } = open(ID);
    await model.load();
    model.set("name", "Scanner");
    expect(model.isDirty).toBe(true);
    model.set("name", "Printer");
    expect(model.isDirty).toBe(false);
  });

  it("words several choices as it words one", () => {
    const { model } = open(ID);
    model.set("colours", [2, 1]);
    expect(model.formatted("colours")).toBe("Blue; Red");
    model.set("priority", 2);
    expect(model.formatted("priority")).toBe("Normal");
  });

  it("saves changed columns only, lookups through the navigation property of their table", async () => {
    const { server, model } = open(ID);
    await model.load();
    model.set("customerid", { table: "contact", id: "7", name: "Kim" });
    await model.save();
    expect(server.last("PATCH").body).toEqual({ "customerid_contact@odata.bind": "/contacts(7)" });
  });

  it("clears a lookup through the navigation property it was stored under", async () => {
    const { server, model } = open(ID);
    await model.load();
    model.set("customerid", null);
    await model.save();
    expect(server.last("PATCH").body).toEqual({ "customerid_account@odata.bind": null });
  });

  it("keeps what was typed when the server refuses", async () => {
    const { server, model } = open(ID);
    await model.load();
    server.on("PATCH incidents", { error: { code: "0x80040265", message: "CT1005: not now." } }, 400);
    model.set("name", "Scanner");
    await expect(model.save()).rejects.toThrow("CT1005: not now.");
    expect(model.value("name")).toBe("Scanner");
    expect(model.isDirty).toBe(true);
    expect(model.phase).toBe("ready");
  });

  it("is read-only when it is not active", async () => {
    const { server, model } = open(ID);
    server.on("GET incidents", { statecode: 1 });
    await model.load();
    expect(model.isInactive).toBe(true);
  });

  it("that can't be read fails with the server's sentence", async () => {
    const { server, model } = open(ID);
    server.on("GET incidents", { error: { message: "No privilege." } }, 403);
    await model.load();
    expect(model.phase).toBe("failed");
    expect(model.error).toBe("No privilege.");
  });
});

describe("a new row", () => {
  it("starts with the defaults, gets its id by saving, and tells what is missing", async () => {
    const { server, model } = open("");
    await model.load();
    expect(model.isDirty).toBe(false);
    expect(model.obstacles()).toEqual(["Required columns must have a value: name."]);
    model.set("name", "Printer");
    expect(model.obstacles()).toEqual([]);
    await model.save();
    expect(server.last("POST").body).toEqual({ priority: 2, name: "Printer" });
    expect(model.id).toBe(ID);
    expect(model.isNew).toBe(false);
  });

  it("points to the parent it was opened from", () => {
    const defaults = parseDefaults(parentDefaults("customerid", "account", "5", "Contoso & Co"), incident);
    expect(defaults.get("customerid")).toEqual({ table: "account", id: "5", name: "Contoso & Co" });
  });
});
