import { describe, expect, it } from "vitest";
import { WebApi } from "../src/platform/webApi";
import { parseRoute, routeUrl, samePlace } from "../src/routing/route";
import {
  carryOver,
  changedBetween,
  changesOf,
  describeChanges,
  idsOf,
  isUnchanged,
  labelOf,
  OfferedRole,
  offeredTo,
  readRoles,
  warningFor,
} from "../src/users/roleChoice";
import { saveRoles } from "../src/users/saveRoles";
import { readMoreUsers, readUsers, Role, User } from "../src/users/users";
import { FakeServer } from "./fakes";

const FORMATTED = "OData.Community.Display.V1.FormattedValue";

/** A role's id, in these tests. */
function idOf(name: string): string {
  return name.toLowerCase().replace(/ /g, "-");
}

function role(name: string, more: Partial<OfferedRole> = {}): OfferedRole {
  return {
    id: idOf(name),
    name,
    businessUnitId: "unit",
    businessUnit: "Unit",
    isSystemAdministrator: false,
    ...more,
  };
}

function user(roles: Role[], more: Partial<User> = {}): User {
  return {
    id: "u",
    name: "Representative 1",
    userName: "rep1@casetime.local",
    email: "",
    businessUnitId: "unit",
    businessUnit: "Unit",
    isDisabled: false,
    roles,
    ...more,
  };
}

function row(id: string, roles: string[] = []): Record<string, unknown> {
  return {
    systemuserid: id.toUpperCase(),
    fullname: `Person ${id}`,
    domainname: `${id}@casetime.local`,
    isdisabled: id === "c",
    _businessunitid_value: "UNIT",
    [`_businessunitid_value@${FORMATTED}`]: "Unit",
    systemuserroles_association: roles.map(name => ({ roleid: idOf(name), name })),
  };
}

const [admin, basic, csr, time] = [
  role("System Administrator", { isSystemAdministrator: true }),
  role("Basic User"),
  role("Representative"),
  role("Case Time Representative"),
];

describe("the list of users", () => {
  it("comes with everybody's roles in one request a page, roles by name", async () => {
    const server = new FakeServer()
      .on("GET systemusers", { value: [row("a", ["b", "a"])], "@odata.nextLink": "/api/data/v9.2/next" })
      .on("GET next", { value: [row("a"), row("c")] });
    const first = await readUsers(new WebApi(server.fetch), "");
    expect(first.users[0]).toMatchObject({
      id: "a",
      name: "Person a",
      userName: "a@casetime.local",
      businessUnitId: "unit",
      businessUnit: "Unit",
      isDisabled: false,
    });
    expect(first.users[0]?.roles.map(({ name }) => name)).toEqual(["a", "b"]);
    const all = await readMoreUsers(new WebApi(server.fetch), first);
    expect(server.sent).toHaveLength(2);
    // Whoever is on both pages, since rows moved meanwhile, is listed once.
    expect(all.users.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(all.users[1]?.isDisabled).toBe(true);
    expect(all.nextLink).toBeUndefined();
    expect(await readMoreUsers(new WebApi(server.fetch), all)).toBe(all);
  });

  it("asks the server for what is searched, as a text", async () => {
    const server = new FakeServer().on("GET systemusers", { value: [] });
    await readUsers(new WebApi(server.fetch), "O'Neil & Co");
    const url = new URL(server.last("GET").url, "http://x");
    expect(url.searchParams.get("$filter")).toContain("contains(fullname,'O''Neil & Co')");
    expect([...url.searchParams.keys()]).toEqual(["$select", "$expand", "$filter", "$orderby"]);
  });

  it("has an address", () => {
    expect(routeUrl({ page: "users" })).toBe("/main.aspx?pagetype=users");
    expect(parseRoute("?pagetype=users")).toEqual({ page: "users" });
    expect(samePlace({ page: "users" }, { page: "users" })).toBe(true);
    expect(samePlace({ page: "users" }, { page: "home" })).toBe(false);
    expect(samePlace({ page: "home" }, { page: "home" })).toBe(true);
  });
});

describe("the roles that a user can have", () => {
  it("are those of the user's business unit and what the user has, by name", () => {
    const [ours, theirs] = [role("B"), role("A", { businessUnitId: "other", businessUnit: "Other" })];
    expect(offeredTo(user([]), [ours, theirs])).toEqual([ours]);
    const both = offeredTo(user([theirs]), [ours, theirs]);
    expect(both).toEqual([theirs, ours]);
    expect(both.map(one => labelOf(one, user([])))).toEqual(["A (Other)", "B"]);
  });

  it("are those of all where the business unit has none of its own", () => {
    expect(offeredTo(user([], { businessUnitId: "below" }), [csr, basic])).toEqual([basic, csr]);
  });

  it("include one that the user has and nobody lists", () => {
    const offered = offeredTo(user([{ id: "x", name: "Hidden" }]), [basic]);
    expect(offered.map(one => labelOf(one, user([])))).toEqual(["Basic User", "Hidden"]);
  });

  it("know System Administrator by its template, whatever it is called", async () => {
    const template = "627090FF-40A3-4053-8790-584EDC5BE201";
    const server = new FakeServer().on("GET roles", {
      value: [
        { roleid: "1", name: "Administrateur système", _roletemplateid_value: template },
        { roleid: "2", name: "System Administrator (copy)", _roletemplateid_value: null },
      ],
    });
    const roles = await readRoles(new WebApi(server.fetch));
    expect(roles.map(one => one.isSystemAdministrator)).toEqual([true, false]);
  });
});

describe("a choice of roles", () => {
  const offered = [basic, time, csr, admin];
  const held = user([csr, basic]);

  it("is sent as differences alone", () => {
    const changes = changesOf(held, offered, new Set([csr.id, time.id]));
    expect(changes).toEqual({ given: [time], taken: [basic] });
    expect(describeChanges(changes)).toBe("Given: Case Time Representative. Taken away: Basic User.");
    expect(isUnchanged(changes)).toBe(false);
    expect(isUnchanged(changesOf(held, offered, idsOf(held)))).toBe(true);
  });

  it("is kept on top of what others changed meanwhile", () => {
    const now = user([admin, basic]);
    expect(changedBetween(held, now)).toEqual({ given: [admin], taken: [csr] });
    const wanted = changesOf(held, offered, new Set([csr.id, time.id]));
    // Nobody chose anything about the administrator's role or the representative's: they stay as they are now.
    expect(carryOver(wanted, now)).toEqual(new Set([admin.id, time.id]));
    // What others did already is nothing to do any more.
    const done = user([csr, time]);
    expect(isUnchanged(changesOf(done, offered, carryOver(wanted, done)))).toBe(true);
  });

  it("warns who takes their last role or System Administrator from themselves", () => {
    const warn = (from: Role[], ...to: Role[]) => {
      const chosen = new Set(to.map(({ id }) => id));
      return warningFor(changesOf(user(from), offered, chosen), chosen);
    };
    expect(warn([basic])).toContain("no security role left");
    expect(warn([admin, basic], basic)).toContain("no longer be System Administrator");
    expect(warn([basic, csr], csr)).toBe("");
    expect(warn([], basic)).toBe("");
    expect(warn([])).toBe("");
  });
});

describe("saving a choice of roles", () => {
  const before = user([basic]);
  const answered = (status: number, body = "") => ["HTTP/1.1 " + String(status) + " X", "", body].join("\r\n");
  const refused = (status: number) => answered(status, `{"error":{"code":"0x1","message":"Refused."}}`);

  /** @param readings The names of the roles that the user has at each reading. */
  function save(readings: string[][], batch: string, changes = { given: [time, csr], taken: [basic] }, of = before) {
    const sent: string[] = [];
    const api = new WebApi((url, init) => {
      if (!url.endsWith("$batch"))
        return Promise.resolve(new Response(JSON.stringify(row("u", readings.shift() ?? []))));
      sent.push(String(init?.body));
      const headers = { "Content-Type": "multipart/mixed; boundary=b" };
      return Promise.resolve(new Response(`--b\r\n\r\n${batch}\r\n--b--`, { headers }));
    });
    return { sent, saved: saveRoles(api, of, changes) };
  }

  it("sends one change set of what is given and taken", async () => {
    const { sent, saved } = save([["Basic User"]], answered(204));
    expect(await saved).toBeUndefined();
    expect(sent).toHaveLength(1);
    const lines = sent[0]?.split("\r\n") ?? [];
    const path = "/api/data/v9.2/systemusers(u)/systemuserroles_association";
    expect(lines.filter(line => line.endsWith(" HTTP/1.1"))).toEqual([
      `POST ${path}/$ref HTTP/1.1`,
      `POST ${path}/$ref HTTP/1.1`,
      `DELETE ${path}(basic-user)/$ref HTTP/1.1`,
    ]);
    expect(lines.filter(line => line.startsWith("Content-ID"))).toEqual([
      "Content-ID: 1",
      "Content-ID: 2",
      "Content-ID: 3",
    ]);
    const body = lines.find(line => line.startsWith("{")) ?? "";
    expect(JSON.parse(body)).toEqual({
      "@odata.id": `${window.location.origin}/api/data/v9.2/roles(case-time-representative)`,
    });
    expect(lines.filter(line => line.startsWith("--"))).toEqual([
      "--batch_shell",
      ...Array.from({ length: 3 }, () => "--changes_shell"),
      "--changes_shell--",
      "--batch_shell--",
    ]);
  });

  it("takes System Administrator last: the right to take the others comes with it", async () => {
    const held = [admin, basic, csr];
    const { sent, saved } = save(
      [held.map(({ name }) => name)],
      answered(204),
      { given: [time], taken: held },
      user(held),
    );
    await saved;
    const lines = sent[0]?.split("\r\n").filter(line => line.endsWith(" HTTP/1.1")) ?? [];
    expect(lines.map(line => line.split(" ")[0])).toEqual(["POST", "DELETE", "DELETE", "DELETE"]);
    const taken = lines.slice(1).map(line => /association\((.*)\)/.exec(line)?.[1]);
    expect(taken).toEqual([basic.id, csr.id, admin.id]);
  });

  it("sends nothing where the roles are others than those that were chosen on", async () => {
    const { sent, saved } = save([["Basic User", "Representative"]], answered(204));
    expect((await saved)?.roles.map(({ name }) => name)).toEqual(["Basic User", "Representative"]);
    expect(sent).toEqual([]);
  });

  it("tells who was quicker between the look and the sending", async () => {
    const { saved } = save([["Basic User"], ["Basic User", "Representative"]], refused(412));
    expect((await saved)?.roles).toHaveLength(2);
  });

  it("hands on the server's sentence where nobody was", async () => {
    await expect(save([["Basic User"], ["Basic User"]], refused(404)).saved).rejects.toThrow("Refused.");
    await expect(save([["Basic User"], ["Representative"]], refused(403)).saved).rejects.toThrow("Refused.");
    await expect(save([["Basic User"]], "").saved).rejects.toThrow("did not say");
  });
});
