import { describe, expect, it } from "vitest";
import { WebApi } from "../src/platform/webApi";
import { parseRoute, routeUrl } from "../src/routing/route";
import { lossesOf, ListedComponent, readComponents, readDependents } from "../src/solutions/components";
import { bytesFrom, zipName } from "../src/solutions/download";
import { parseImportLog } from "../src/solutions/importLog";
import { nameFrom, createSolution, EMPTY_DRAFT, validate } from "../src/solutions/newSolution";
import { faultOf, MOST_MEGABYTES, readPreview } from "../src/solutions/preview";
import { compareVersions, heldFor, heldOf, Solution, sortSolutions } from "../src/solutions/solutions";
import { FakeServer } from "./fakes";

function solution(name: string, more: Partial<Solution> = {}): Solution {
  return {
    id: name,
    name,
    displayName: name,
    version: "1.0.0.0",
    isManaged: true,
    publisher: "",
    installedOn: "",
    ...more,
  };
}

describe("the list of solutions", () => {
  it("sorts versions as numbers, and equal ones by name", () => {
    const all = [
      solution("b", { version: "1.10.0.0" }),
      solution("c", { version: "1.9.0.0" }),
      solution("a", { version: "1.9.0.0" }),
    ];
    const names = (descending: boolean) =>
      sortSolutions(all, { column: "version", descending }).map(({ name }) => name);
    expect(names(false)).toEqual(["a", "c", "b"]);
    expect(names(true)).toEqual(["b", "a", "c"]);
    expect(compareVersions("1.0", "1.0.0.0")).toBe(0);
  });

  it("knows which upgrade waits for which solution", () => {
    const [time, held, other] = [
      solution("Time"),
      solution("Time_Upgrade", { version: "2.0.0.0" }),
      solution("My_Upgrade"),
    ];
    const all = [time, held, other];
    expect(heldFor(time, all)?.version).toBe("2.0.0.0");
    expect(heldOf(held, all)?.name).toBe("Time");
    expect(heldOf(other, all)).toBeUndefined();
  });

  it("has an address, and each solution its own", () => {
    const id = "10000000-0000-4000-8000-000000000001";
    expect(routeUrl({ page: "solutions" })).toBe("/main.aspx?pagetype=solutions");
    expect(parseRoute(`?pagetype=solutions&id={${id.toUpperCase()}}`)).toEqual({ page: "solutions", id });
    expect(parseRoute(new URL(routeUrl({ page: "solutions", id }), "http://x").search)).toEqual({
      page: "solutions",
      id,
    });
  });
});

describe("a file to import", () => {
  const zip = (size = 10) => new File([new Uint8Array([0x50, 0x4b, 3, 4]), new Uint8Array(size)], "a.zip");

  it("is refused with a sentence where it is empty, no zip, or too large", async () => {
    expect(await faultOf(zip())).toBe("");
    expect(await faultOf(new File([], "a.zip"))).toContain("is empty");
    expect(await faultOf(new File(["hello"], "a.txt"))).toContain("is no zip file");
    const huge = Object.defineProperty(zip(), "size", { value: MOST_MEGABYTES * 1024 * 1024 + 1 });
    expect(await faultOf(huge)).toContain(`larger than ${MOST_MEGABYTES} MB`);
  });

  it("that can't be read is told apart from one that is no zip", async () => {
    const gone = Object.defineProperty(zip(), "slice", {
      value: () => {
        throw new Error("NotReadableError");
      },
    });
    expect(await faultOf(gone)).toContain("can't be read");
  });

  it("is described by the server, in whose words it is refused", async () => {
    const server = new FakeServer().on("POST /shell/solution", { uniqueName: "Time", canUpgrade: true });
    expect((await readPreview(zip(), server.fetch)).uniqueName).toBe("Time");
    server.on("POST /shell/solution", { error: { code: "0x80048000", message: "No solution." } }, 400);
    await expect(readPreview(zip(), server.fetch)).rejects.toMatchObject({ message: "No solution.", status: 400 });
    await expect(readPreview(zip(), () => Promise.reject(new TypeError("x")))).rejects.toMatchObject({ status: 0 });
  });
});

describe("the log of an import", () => {
  const log = `<importexportxml><solutionManifests><solutionManifest id="Time" LocalizedName="Case Time">
    <result result="failure" errortext="The role can't be imported" /></solutionManifest></solutionManifests>
    <entities><entity id="t" LocalizedName="thing"><result result="success" errortext="" /></entity></entities>
    <securityroles><securityrole id="r" LocalizedName="User"><result result="failure" errortext="Level &lt;b&gt;" /></securityrole></securityroles>
    </importexportxml>`;

  it("shows failures first and else the order of the import", () => {
    expect(parseImportLog(log).map(({ kind, name, result, message }) => [kind, name, result, message])).toEqual([
      ["Solution", "Case Time", "failure", "The role can't be imported"],
      ["Security role", "User", "failure", "Level <b>"],
      ["Table", "thing", "success", ""],
    ]);
  });

  it("that is no XML is called so", () => {
    expect(() => parseImportLog("<a")).toThrow("not well-formed");
  });
});

describe("components", () => {
  it("of a solution are named by their rows, metadata by the solution", async () => {
    const server = new FakeServer()
      .on("GET solutioncomponents", {
        value: [
          { objectid: "f1", componenttype: 60, schemaname: null, rootcomponentbehavior: 0 },
          { objectid: "t1", componenttype: 1, schemaname: "incident", rootcomponentbehavior: 2 },
          { objectid: "gone", componenttype: 26, schemaname: null },
          { objectid: "x", componenttype: 4711, schemaname: null },
        ],
      })
      .on("GET systemforms", { value: [{ formid: "f1", name: "Case", objecttypecode: "incident" }] })
      .on("GET savedqueries", { value: [] });
    const found = await readComponents(new WebApi(server.fetch), "s1");
    expect(found.map(({ kind, name, table, isShell }) => [kind, name, table, isShell])).toEqual([
      ["Component of type 4711", "x", "", false],
      ["Form", "Case", "incident", false],
      ["Table", "incident", "", true],
      ["View", "gone", "", false],
    ]);
  });

  it("that stand in the way of an uninstallation are named once each", async () => {
    const dependency = { dependentcomponentobjectid: "f1", dependentcomponenttype: 60 };
    const server = new FakeServer()
      .on("GET RetrieveDependenciesForUninstall(SolutionUniqueName='It''s')", { value: [dependency, dependency] })
      .on("GET systemforms", { value: [{ formid: "f1", name: "Case", objecttypecode: "incident" }] });
    const found = await readDependents(new WebApi(server.fetch), solution("It's"));
    expect(found.map(({ name }) => name)).toEqual(["Case"]);
  });

  it("that are metadata are named by any solution that lists them, those that may not be read by their ids", async () => {
    const dependency = (id: string, type: number) => ({
      dependentcomponentobjectid: id,
      dependentcomponenttype: type,
    });
    const server = new FakeServer()
      .on("GET RetrieveDependenciesForUninstall", {
        value: [dependency("r1", 10), dependency("c1", 2), dependency("f1", 60), dependency("v1", 26)],
      })
      .on("GET solutioncomponents", {
        value: [
          { objectid: "r1", componenttype: 10, schemaname: "ct_account_log" },
          { objectid: "c1", componenttype: 2, schemaname: "account.ct_level" },
        ],
      })
      .on("GET systemforms", { error: { message: "prvReadSystemForm" } }, 403)
      .on("GET savedqueries", { value: [{ savedqueryid: "v1", name: "Mine", returnedtypecode: "account" }] });
    const found = await readDependents(new WebApi(server.fetch), solution("Time"));
    expect(found.map(({ kind, name, table }) => [kind, name, table])).toEqual([
      ["Column", "account.ct_level", "account"],
      ["Form", "f1", ""],
      ["Relationship", "ct_account_log", ""],
      ["View", "Mine", "account"],
    ]);
  });

  it("that can't be named since the server is away are not shown as if they had no names", async () => {
    const server = new FakeServer()
      .on("GET RetrieveDependenciesForUninstall", {
        value: [{ dependentcomponentobjectid: "f1", dependentcomponenttype: 60 }],
      })
      .on("GET systemforms", { error: { message: "Busy." } }, 503);
    await expect(readDependents(new WebApi(server.fetch), solution("Time"))).rejects.toThrow("Busy.");
  });

  it("take their data along: own tables, and own columns of tables that stay", () => {
    const listed = (type: number, name: string, isShell = false): ListedComponent => ({
      id: name,
      type,
      kind: "",
      name,
      table: type === 2 ? name.slice(0, name.indexOf(".")) : "",
      isShell,
    });
    const all = [
      listed(1, "ct_log"),
      listed(2, "ct_log.ct_note"),
      listed(1, "incident", true),
      listed(2, "incident.ct_total"),
      listed(2, "incident.title"),
      listed(60, "form"),
    ];
    expect(lossesOf(all)).toEqual({ tables: ["ct_log"], columns: ["incident.ct_total"] });
    expect(lossesOf(all, all.slice(0, 2))).toEqual({ tables: [], columns: ["incident.ct_total"] });
    expect(lossesOf(all, all)).toEqual({ tables: [], columns: [] });
  });
});

describe("a new solution", () => {
  const draft = { ...EMPTY_DRAFT, displayName: "My forms", name: "Myforms", publisherId: "p" };

  it("gets a name from what it is called", () => {
    expect(nameFrom("2nd Größe of_it!")).toBe("ndGroeof_it");
    expect(nameFrom("日本")).toBe("");
  });

  it("is refused field by field", () => {
    expect(validate(draft, [])).toEqual({});
    expect(validate(draft, ["MYFORMS"]).name).toContain("exists already");
    expect(validate({ ...draft, name: "1st" }, []).name).toContain("a letter first");
    expect(validate({ ...draft, version: "1.0" }, []).version).toContain("four numbers");
    expect(validate({ ...draft, displayName: " " }, []).displayName).toContain("Enter");
    const own = { ...draft, publisherId: "", publisherName: "Me", prefix: "mscrmx" };
    expect(Object.keys(validate(own, []))).toEqual(["prefix"]);
    expect(validate({ ...own, prefix: "me" }, [])).toEqual({});
  });

  it("makes its publisher once, also where the solution is refused at first", async () => {
    const id = "10000000-0000-4000-8000-000000000001";
    const server = new FakeServer()
      .on("GET publishers", { value: [] })
      .on("POST publishers", undefined, 204, { "OData-EntityId": `/publishers(${id})` })
      .on("POST solutions", { error: { message: "Taken." } }, 412);
    const api = new WebApi(server.fetch);
    const own = { ...draft, publisherId: "", publisherName: "Me", prefix: "Me" };
    await expect(createSolution(api, own)).rejects.toThrow("Taken.");
    expect(server.sent.find(({ url }) => url.endsWith("/publishers"))?.body).toMatchObject({
      uniquename: "me",
      customizationprefix: "me",
    });
    server
      .on("GET publishers", { value: [{ publisherid: id, customizationprefix: "me" }] })
      .on("POST solutions", undefined, 204, { "OData-EntityId": `/solutions(${id})` });
    expect(await createSolution(api, own)).toBe(id);
    expect(server.sent.filter(({ method, url }) => method === "POST" && url.endsWith("/publishers"))).toHaveLength(1);
  });
});

describe("a new publisher", () => {
  const own = { ...EMPTY_DRAFT, displayName: "My forms", name: "Myforms", publisherName: "Me", prefix: "me" };

  it.each([
    ["with another prefix", { customizationprefix: "abc" }],
    ["of a managed solution", { customizationprefix: "me", isreadonly: true }],
  ])("whose name is that of one %s is refused, and nothing is made", async (_, taken) => {
    const server = new FakeServer().on("GET publishers", { value: [{ publisherid: "p1", ...taken }] });
    const made = createSolution(new WebApi(server.fetch), own);
    await expect(made).rejects.toThrow(`with the prefix ${taken.customizationprefix}. Enter another name`);
    expect(server.sent.map(({ method }) => method)).toEqual(["GET"]);
  });
});

describe("an export", () => {
  it("is the bytes that the server sent, under the name that Dataverse gives", () => {
    expect(Array.from(bytesFrom("UEsA/w=="))).toEqual([0x50, 0x4b, 0, 0xff]);
    expect(zipName("Mine", "1.0.0.2", true)).toBe("Mine_1_0_0_2_managed.zip");
    expect(zipName("Mine", "1.0.0.2", false)).toBe("Mine_1_0_0_2.zip");
  });
});
