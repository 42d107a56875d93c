import * as React from "react";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { Environment, EnvironmentProvider } from "../src/ui/Environment";
import { RowsTable } from "../src/ui/grid/RowsTable";
import { column, table } from "./fakes";

const hostile = `"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>&lt;b&gt;{{7*7}}`;
const customer = column("customerid", "lookup", { targets: ["account"] });
const incident = table("incident", [column("name", "text"), customer]);
const container = document.createElement("div");

/** What a table of rows asks of its surroundings: where links lead, and which tables can be opened. */
const environment = {
  router: { url: () => "/main.aspx", go: () => Promise.resolve(true) },
  workspace: { isMultiSession: false },
  customizations: { navigableTables: () => Promise.resolve(["account"]) },
} as unknown as Environment;

async function show(row: Record<string, unknown>): Promise<void> {
  document.body.append(container);
  await act(async () => {
    ReactDOM.render(
      <EnvironmentProvider value={environment}>
        <RowsTable
          label={hostile}
          table={incident}
          columns={["name", "customerid"].map(name => ({
            name,
            width: 100,
            hidden: false,
            sortable: true,
            label: hostile,
            info: incident.columns.get(name),
          }))}
          rows={[row]}
          loading={false}
          sorting={[]}
          onSort={() => undefined}
          selected={new Set()}
          onSelect={() => undefined}
        />
      </EnvironmentProvider>,
      container,
    );
    await Promise.resolve();
  });
}

afterEach(() => {
  ReactDOM.unmountComponentAtNode(container);
  container.remove();
});

describe("markup in names", () => {
  it("of rows, lookups, columns and views is shown as text and makes no element", async () => {
    await show({
      incidentid: "1",
      name: hostile,
      _customerid_value: "2",
      "_customerid_value@OData.Community.Display.V1.FormattedValue": hostile,
      "_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
    });

    expect(container.querySelectorAll("img, script, b")).toHaveLength(0);
    const cells = Array.from(container.querySelectorAll("tbody td")).map(cell => cell.textContent);
    expect(cells.slice(-2)).toEqual([hostile, hostile]);
    expect(document.title).not.toBe("owned");
  });

  it("becomes no address", async () => {
    await show({ incidentid: "1", name: "javascript:document.title='owned'" });

    const addresses = Array.from(container.querySelectorAll("a")).map(link => link.getAttribute("href"));
    expect(addresses).toEqual(["/main.aspx"]);
  });
});
