import { describe, expect, it } from "vitest";
import { parseSiteMap, webResourceTitle } from "../src/apps/siteMap";
import { visibleAreas } from "../src/apps/visibleEntries";
import { Privileges } from "../src/platform/privileges";

const XML = `<SiteMap IntroducedVersion="7.0.0.0">
  <Area Id="area">
    <Titles><Title LCID="1033" Title="Time" /><Title LCID="1031" Title="Zeit" /></Titles>
    <Group Id="group">
      <Titles><Title LCID="1033" Title="Recorded" /></Titles>
      <SubArea Id="things" Entity="Smp_Thing" VectorIcon="$webresource:smp_/thing.svg" />
      <SubArea Id="dash" Url="/workplace/home_dashboards.aspx" DefaultDashboard="{AAAA}" Title="Old title" />
      <SubArea Id="page" Url="$webresource:smp_/page.html" VectorIcon="/WebResources/smp_/page.svg">
        <Titles><Title LCID="1033" Title="Settings" /></Titles>
        <Privilege Entity="smp_thing" Privilege="Write,Delete" />
      </SubArea>
      <SubArea Id="web" Url="https://example.org/" />
      <SubArea Id="nothing" />
    </Group>
  </Area>
</SiteMap>`;

const summary = (name: string) =>
  Promise.resolve({ name, schemaName: "Smp_Thing", label: "Thing", pluralLabel: "Things", isActivity: false } as never);

async function shown(rights: Record<string, number>) {
  const areas = await visibleAreas(parseSiteMap(XML, 1033), new Privileges(rights), summary);
  return areas.flatMap(area => area.groups).flatMap(group => group.entries.map(entry => entry.id));
}

describe("a site map", () => {
  it("speaks the user's language, else English", () => {
    const [area] = parseSiteMap(XML, 1031);
    expect(area?.title).toBe("Zeit");
    expect(area?.groups[0]?.title).toBe("Recorded");
  });

  it("leads to tables, dashboards, web resource pages and addresses; an entry that leads nowhere is left out", () => {
    const entries = parseSiteMap(XML, 1033)[0]?.groups[0]?.entries ?? [];
    expect(entries.map(entry => entry.target)).toEqual([
      { kind: "table", table: "smp_thing" },
      { kind: "dashboard", id: "aaaa" },
      { kind: "page", webResource: "smp_/page.html" },
      { kind: "address", url: "https://example.org/" },
    ]);
    expect(entries.map(entry => entry.icon)).toEqual(["smp_/thing.svg", "", "smp_/page.svg", ""]);
  });

  it("refuses what is not well-formed", () => {
    expect(() => parseSiteMap("<SiteMap><Area>", 1033)).toThrow("not well-formed");
  });

  it("names a page by its entry, else by itself", () => {
    const areas = parseSiteMap(XML, 1033);
    expect(webResourceTitle(areas, "smp_/page.html")).toBe("Settings");
    expect(webResourceTitle(areas, "smp_/other.html")).toBe("smp_/other.html");
  });

  it("shows a table to those who may read it, and an entry with rights of its own to those who have all of them", async () => {
    expect(await shown({})).toEqual(["dash", "web"]);
    expect(await shown({ prvReadSmp_Thing: 3, prvWriteSmp_Thing: 3 })).toEqual(["things", "dash", "web"]);
    expect(await shown({ prvReadSmp_Thing: 0, prvWriteSmp_Thing: 3, prvDeleteSmp_Thing: 0 })).toEqual([
      "things",
      "dash",
      "page",
      "web",
    ]);
  });

  it("names a table's entry without a title by the table", async () => {
    const [area] = await visibleAreas(parseSiteMap(XML, 1033), new Privileges({ prvReadSmp_Thing: 3 }), summary);
    expect(area?.groups[0]?.entries[0]).toMatchObject({ text: "Things", route: { page: "list", table: "smp_thing" } });
  });
});
