import { describe, expect, it } from "vitest";
import { changeFetch, contains, equals, quickFindColumns, readSorting } from "../src/views/fetchXml";
import { parseLayout } from "../src/views/layoutXml";

const FETCH = `<fetch version="1.0" top="5"><entity name="lab_row"><attribute name="lab_name"/>
  <order attribute="createdon" descending="true"/><filter type="and"><condition attribute="statecode" operator="eq" value="0"/></filter>
  <link-entity name="account" alias="a" from="accountid" to="lab_accountid"><attribute name="name"/></link-entity></entity></fetch>`;

describe("a layout", () => {
  it("gives names, widths and hidden cells in order", () => {
    const layout = `<grid name="resultset"><row name="result" id="lab_rowid"><cell name="lab_name" width="200"/><cell name="a.name" width="100" ishidden="1"/><cell name="lab_x" disableSorting="1"/></row></grid>`;
    expect(parseLayout(layout)).toEqual([
      { name: "lab_name", width: 200, hidden: false, sortable: true },
      { name: "a.name", width: 100, hidden: true, sortable: true },
      { name: "lab_x", width: 150, hidden: false, sortable: false },
    ]);
  });

  it("that is empty has no columns", () => {
    expect(parseLayout("")).toEqual([]);
  });
});

describe("a view's fetch", () => {
  it("keeps its own order until a column is clicked", () => {
    expect(changeFetch(FETCH, {})).toContain('<order attribute="createdon" descending="true"/>');
    const sorted = changeFetch(FETCH, { sorting: [{ column: "lab_name", descending: false }] });
    expect(sorted).not.toContain("createdon");
    expect(readSorting(sorted)).toEqual([{ column: "lab_name", descending: false }]);
  });

  it("sorts by a linked column inside the link", () => {
    const sorted = changeFetch(FETCH, { sorting: [{ column: "a.name", descending: true }] });
    expect(sorted).toMatch(/<link-entity[^>]*>.*<order attribute="name" descending="true"\/><\/link-entity>/s);
  });

  it("pages instead of taking the top rows", () => {
    const paged = changeFetch(FETCH, { page: 3, pageSize: 50, countAll: true });
    expect(paged).toContain('count="50"');
    expect(paged).toContain('page="3"');
    expect(paged).toContain('returntotalrecordcount="true"');
    expect(paged).not.toContain("top=");
  });

  it("adds conditions beside its own", () => {
    const filtered = changeFetch(FETCH, { filters: [equals("lab_parentid", "x"), contains(["lab_name"], "50%_off")] });
    expect(filtered).toContain('<condition attribute="statecode" operator="eq" value="0"/>');
    expect(filtered).toContain('<condition attribute="lab_parentid" operator="eq" value="x"/>');
    expect(filtered).toContain('value="%50[%][_]off%"');
  });

  it("writes several values of a condition as elements, escaped", () => {
    const condition = { column: "lab_name", operator: "in", values: ["a<b", "c"] };
    const filtered = changeFetch(FETCH, { filters: [{ type: "and", conditions: [condition], groups: [] }] });
    expect(filtered).toContain("<value>a&lt;b</value><value>c</value>");
  });

  it("adds a column once, and a linked one inside its link", () => {
    const changed = changeFetch(FETCH, { columns: ["lab_name", "lab_rowid", "a.city"] });
    expect(changed.match(/name="lab_name"/g)).toHaveLength(1);
    expect(changed).toContain('<attribute name="lab_rowid"/>');
    expect(changed).toMatch(/<link-entity[^>]*><attribute name="city"\/>/);
  });

  it("names the alias that is not linked", () => {
    expect(() => changeFetch(FETCH, { columns: ["b.name"] })).toThrow("alias b");
  });
});

describe("quick find", () => {
  it("searches the columns of the marked filter", () => {
    const fetch = `<fetch><entity name="x"><filter type="and"><condition attribute="statecode" operator="eq" value="0"/></filter>
      <filter type="or" isquickfindfields="1"><condition attribute="title" operator="like" value="{0}"/><condition attribute="ticketnumber" operator="like" value="{0}"/></filter></entity></fetch>`;
    expect(quickFindColumns(fetch)).toEqual(["title", "ticketnumber"]);
  });
});
