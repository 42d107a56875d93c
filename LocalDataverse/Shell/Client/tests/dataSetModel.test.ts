import { describe, expect, it } from "vitest";
import { DataSetModel, DataSetSource } from "../src/pcf/dataSetModel";
import { ApiPage } from "../src/platform/webApi";
import { equals } from "../src/views/fetchXml";
import { column, settle, table } from "./fakes";

const rows = table("lab_row", [
  column("name", "text"),
  column("lab_when", "datetime"),
  column("lab_owner", "lookup", { targets: ["systemuser"] }),
]);
const COUNT = 5;

/** A table of five rows, paged as the server pages. */
function open(more: Partial<DataSetSource> = {}) {
  const asked: string[] = [];
  let changes = 0;
  const model = new DataSetModel({
    table: rows,
    view: {
      id: "v",
      name: "All rows",
      table: "lab_row",
      type: "public",
      isDefault: true,
      fetchXml:
        '<fetch><entity name="lab_row"><attribute name="name"/><order attribute="name" descending="true"/></entity></fetch>',
      columns: [],
    },
    columns: [
      { name: "name", width: 120, hidden: false, sortable: true, label: "Name", info: rows.columns.get("name") },
    ],
    propertySets: new Map([["when", "lab_when"]]),
    pageSize: 2,
    restriction: () => [equals("lab_parentid", "p")],
    fetch: (_, fetchXml) => {
      asked.push(fetchXml);
      return Promise.resolve(pageOf(fetchXml));
    },
    openItem: () => undefined,
    onChange: () => changes++,
    ...more,
  });
  return { model, asked, changes: () => changes };
}

function pageOf(fetchXml: string): ApiPage {
  const size = Number(/count="(\d+)"/.exec(fetchXml)?.[1]);
  const page = Number(/page="(\d+)"/.exec(fetchXml)?.[1]);
  const all = Array.from({ length: COUNT }, (_, index) => ({
    lab_rowid: `id${index + 1}`,
    name: `Row ${index + 1}`,
    lab_when: "2025-03-01T10:00:00Z",
    _lab_owner_value: "u1",
    "_lab_owner_value@OData.Community.Display.V1.FormattedValue": "Rep One",
    "_lab_owner_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
  }));
  const slice = all.slice((page - 1) * size, page * size);
  return { rows: slice, moreRows: page * size < COUNT, totalRows: COUNT, nextLink: undefined };
}

describe("a data set", () => {
  it("loads until its rows are there, and says so each time", async () => {
    const { model, changes } = open();
    model.refresh();
    expect(model.toPlatform().loading).toBe(true);
    await settle();
    const dataSet = model.toPlatform();
    expect(dataSet.loading).toBe(false);
    expect(dataSet.sortedRecordIds).toEqual(["id1", "id2"]);
    expect(dataSet.paging).toMatchObject({
      totalResultCount: 5,
      hasNextPage: true,
      hasPreviousPage: false,
      firstPageNumber: 1,
      lastPageNumber: 1,
    });
    expect(changes()).toBe(2);
  });

  it("gives typed and formatted values, by column and by property-set", async () => {
    const { model, asked } = open();
    model.refresh();
    await settle();
    const record = model.toPlatform().records.id1;
    expect(record?.getValue("lab_owner")).toEqual({ etn: "systemuser", id: { guid: "u1" }, name: "Rep One" });
    expect(record?.getFormattedValue("lab_owner")).toBe("Rep One");
    expect(record?.getValue("when")).toBe("2025-03-01T10:00:00Z");
    expect(record?.getNamedReference()).toEqual({ etn: "lab_row", id: { guid: "id1" }, name: "Row 1" });
    expect(asked[0]).toContain('<attribute name="lab_when"/>');
    expect(model.toPlatform().columns.map(info => [info.name, info.alias, info.isHidden])).toEqual([
      ["name", "name", false],
      ["lab_when", "when", true],
    ]);
  });

  it("appends the next page, or shows it alone when asked to", async () => {
    const { model } = open();
    model.refresh();
    await settle();
    model.toPlatform().paging.loadNextPage();
    await settle();
    expect(model.toPlatform().sortedRecordIds).toEqual(["id1", "id2", "id3", "id4"]);
    expect(model.toPlatform().paging).toMatchObject({ firstPageNumber: 1, lastPageNumber: 2 });
    model.toPlatform().paging.loadNextPage(true);
    await settle();
    expect(model.toPlatform().sortedRecordIds).toEqual(["id5"]);
    expect(model.toPlatform().paging).toMatchObject({ hasNextPage: false, hasPreviousPage: true, firstPageNumber: 3 });
  });

  it("does not read beyond the last page", async () => {
    const { model, asked } = open({ pageSize: 10 });
    model.refresh();
    await settle();
    model.toPlatform().paging.loadNextPage();
    await settle();
    expect(asked).toHaveLength(1);
  });

  it("takes a page size set before the first load, and a later one at the next", async () => {
    const { model } = open();
    model.toPlatform().paging.setPageSize(3);
    model.refresh();
    await settle();
    expect(model.toPlatform().sortedRecordIds).toHaveLength(3);
    model.toPlatform().paging.setPageSize(5);
    expect(model.toPlatform().sortedRecordIds).toHaveLength(3);
    model.toPlatform().paging.reset();
    await settle();
    expect(model.toPlatform().sortedRecordIds).toHaveLength(5);
  });

  it("starts with the view's sorting and takes a control's at the next refresh", async () => {
    const { model, asked } = open();
    expect(model.toPlatform().sorting).toEqual([{ name: "name", sortDirection: 1 }]);
    const { sorting } = model.toPlatform();
    sorting.splice(0, 1, { name: "lab_when", sortDirection: 0 });
    model.toPlatform().refresh();
    await settle();
    expect(asked[0]).toContain('<order attribute="lab_when" descending="false"/>');
    model.toPlatform().sorting = [{ name: "name", sortDirection: 0 }];
    model.toPlatform().refresh();
    await settle();
    expect(asked[1]).toContain('<order attribute="name" descending="false"/>');
  });

  it("filters by the form's row and the control's conditions together", async () => {
    const { model, asked } = open();
    model.toPlatform().filtering.setFilter({
      filterOperator: 1,
      conditions: [{ attributeName: "name", conditionOperator: 49, value: "x" }],
      filters: [{ filterOperator: 0, conditions: [{ attributeName: "lab_when", conditionOperator: 15, value: "" }] }],
    });
    model.refresh();
    await settle();
    expect(asked[0]).toContain('<condition attribute="lab_parentid" operator="eq" value="p"/>');
    expect(asked[0]).toContain('<filter type="or"><condition attribute="name" operator="like" value="%x%"/>');
    expect(asked[0]).toContain('<condition attribute="lab_when" operator="today"/>');
    model.toPlatform().filtering.clearFilter();
    model.refresh();
    await settle();
    expect(asked[1]).not.toContain("like");
  });

  it("links tables and takes their columns", async () => {
    const { model, asked } = open();
    const dataSet = model.toPlatform();
    dataSet.linking.addLinkedEntity({
      name: "account",
      from: "accountid",
      to: "lab_accountid",
      linkType: "outer",
      alias: "a",
    });
    dataSet.addColumn?.("name", "a");
    model.refresh();
    await settle();
    expect(asked[0]).toMatch(
      /<link-entity name="account" from="accountid" to="lab_accountid" alias="a" link-type="outer"><attribute name="name"\/>/,
    );
  });

  it("has no rows and asks for none while the form's row does not exist", async () => {
    const { model, asked } = open({ restriction: () => undefined });
    model.refresh();
    await settle();
    expect(model.toPlatform()).toMatchObject({ loading: false, sortedRecordIds: [], error: false });
    expect(asked).toEqual([]);
  });

  it("says why it failed and recovers at the next refresh", async () => {
    let fails = true;
    const { model } = open({
      fetch: (_, fetchXml) => (fails ? Promise.reject(new Error("Not readable.")) : Promise.resolve(pageOf(fetchXml))),
    });
    model.refresh();
    await settle();
    expect(model.toPlatform()).toMatchObject({ error: true, errorMessage: "Not readable.", loading: false });
    fails = false;
    model.refresh();
    await settle();
    expect(model.toPlatform()).toMatchObject({ error: false, sortedRecordIds: ["id1", "id2"] });
  });

  it("drops an answer that a later question has overtaken", async () => {
    const waiting: ((page: ApiPage) => void)[] = [];
    const { model } = open({ fetch: () => new Promise(resolve => waiting.push(resolve)) });
    model.refresh();
    model.refresh();
    const answer = (id: string) => ({ rows: [{ lab_rowid: id }], moreRows: false, totalRows: 1, nextLink: undefined });
    waiting[1]?.(answer("new"));
    waiting[0]?.(answer("old"));
    await settle();
    expect(model.toPlatform().sortedRecordIds).toEqual(["new"]);
  });

  it("is silent after its control is gone", async () => {
    const { model, changes } = open();
    model.refresh();
    model.dispose();
    await settle();
    expect(changes()).toBe(1);
  });
});
