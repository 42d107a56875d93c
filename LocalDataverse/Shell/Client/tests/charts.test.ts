import { describe, expect, it } from "vitest";
import { cut, toChartData } from "../src/charts/chartData";
import { parseChart } from "../src/charts/chartDefinition";
import { chartFetch } from "../src/charts/chartQuery";
import { Formatter } from "../src/platform/formatter";

const FORMATTED = "OData.Community.Display.V1.FormattedValue";
const english = new Formatter(1033, "America/New_York");

function data(groups: string, category = "by_a"): string {
  return `<datadefinition><fetchcollection><fetch mapping="logical" aggregate="true"><entity name="smp_thing">
    <order alias="${category}" descending="false" /><attribute alias="sum" name="smp_minutes" aggregate="sum" />${groups}
    </entity></fetch></fetchcollection><categorycollection><category alias="${category}"><measurecollection><measure alias="sum" />
    </measurecollection></category></categorycollection></datadefinition>`;
}

function chart(groups: string, type = "Bar", category = "by_a") {
  const presentation = `<Chart><Series><Series ChartType="${type}" /></Series></Chart>`;
  return parseChart("{A}", "Chart", "smp_thing", data(groups, category), presentation);
}

const OWNER = `<attribute groupby="true" alias="by_a" name="ownerid" />`;
const KIND = `<attribute groupby="true" alias="by_b" name="smp_kind" />`;
const DAY = `<attribute groupby="true" alias="by_day" name="smp_day" dategrouping="day" />`;

describe("a chart of a solution", () => {
  it("is read with its groups, its number and its shape", () => {
    expect(chart(OWNER + KIND, "StackedBar")).toMatchObject({
      id: "a",
      shape: "bars",
      category: "by_a",
      series: "by_b",
      measure: "sum",
      measureColumn: "smp_minutes",
    });
    expect(chart(OWNER, "Column").shape).toBe("columns");
    expect(chart(OWNER, "Doughnut").shape).toBe("pie");
    expect(chart(OWNER).series).toBeUndefined();
  });

  it("that has several measures or no query is refused with its name", () => {
    const two = data(OWNER).replace(
      "</categorycollection>",
      `<category><measurecollection><measure alias="n" /></measurecollection></category></categorycollection>`,
    );
    expect(() => parseChart("a", "Two", "t", two, "<Chart />")).toThrow('"Two" has several measures');
    expect(() => parseChart("a", "None", "t", "<datadefinition />", "<Chart />")).toThrow('"None" has no query');
  });

  it("sums the rows of the view: its conditions and links hold, its columns and order are left out", () => {
    const view = `<fetch><entity name="smp_thing"><attribute name="smp_name" /><order attribute="smp_name" />
      <filter><condition attribute="statecode" operator="eq" value="0" /></filter>
      <link-entity name="account" from="accountid" to="smp_a" alias="x"><attribute name="name" /><order attribute="name" />
      <filter><condition attribute="name" operator="not-null" /></filter></link-entity></entity></fetch>`;
    const filter = {
      type: "or" as const,
      conditions: [{ column: "smp_name", operator: "like", values: ["%a%"] }],
      groups: [],
    };
    const fetch = chartFetch(chart(OWNER), view, [filter]);
    expect(fetch).toContain('attribute="statecode"');
    expect(fetch).toContain('operator="not-null"');
    expect(fetch).toContain('value="%a%"');
    expect(fetch).not.toContain('name="smp_name"');
    expect(fetch).not.toMatch(/<attribute[^>]*name="name"/);
    expect(fetch.match(/<order/g)).toHaveLength(1);
  });

  it("by day groups by whole dates, since a day of the month alone would mix the months", () => {
    const byDay = chart(DAY, "Column", "by_day");
    const fetch = chartFetch(byDay, `<fetch><entity name="smp_thing" /></fetch>`, []);
    expect([...fetch.matchAll(/dategrouping="(\w+)"/g)].map(match => match[1])).toEqual(["year", "month", "day"]);
    expect([...fetch.matchAll(/<order alias="(\w+)"/g)].map(match => match[1])).toEqual([
      "by_day_year",
      "by_day_month",
      "by_day_day",
    ]);
    const rows = [
      { by_day_year: 2026, by_day_month: 1, by_day_day: 31, sum: 5 },
      { by_day_year: 2026, by_day_month: 2, by_day_day: 1, sum: 7 },
      { sum: 1 },
    ];
    // A date of no time zone: it is the 31st wherever it is read.
    expect(toChartData(byDay, rows, english)).toEqual({
      categories: ["1/31/26", "2/1/26", "(blank)"],
      series: [{ label: "", values: [5, 7, 1] }],
    });
  });

  it("puts each series' numbers under their category, and zero where there is none", () => {
    const rows = [
      { by_a: "1", [`by_a@${FORMATTED}`]: "Ann", by_b: 1, [`by_b@${FORMATTED}`]: "Manual", sum: 3 },
      { by_a: "2", [`by_a@${FORMATTED}`]: "Bob", by_b: 2, [`by_b@${FORMATTED}`]: "Automatic", sum: 4 },
      { by_a: "1", [`by_a@${FORMATTED}`]: "Ann", by_b: 2, [`by_b@${FORMATTED}`]: "Automatic", sum: 5 },
    ];
    const found = toChartData(chart(OWNER + KIND), rows, english);
    expect(found).toEqual({
      categories: ["Ann", "Bob"],
      series: [
        { label: "Manual", values: [3, 0] },
        { label: "Automatic", values: [5, 4] },
      ],
    });
    expect(cut(found, 1, "end")).toEqual({
      categories: ["Bob"],
      series: [
        { label: "Manual", values: [0] },
        { label: "Automatic", values: [4] },
      ],
    });
  });
});
