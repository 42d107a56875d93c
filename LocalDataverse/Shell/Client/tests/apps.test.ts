import { describe, expect, it } from "vitest";
import { readApp, readApps } from "../src/apps/apps";
import { SessionProfile } from "../src/platform/session";
import { WebApi } from "../src/platform/webApi";

const APP = "11111111-1111-1111-1111-111111111111";
const ROLE = "22222222-2222-2222-2222-222222222222";
const ROW = { appmoduleid: APP, name: "Zeit", uniquename: "smp_time", navigationtype: 1 };

function api(answers: Record<string, unknown>): WebApi {
  return new WebApi(url => {
    const set = new URL(url, "http://x").pathname.split("/").pop() ?? "";
    const found = answers[set];
    return Promise.resolve(new Response(JSON.stringify(Array.isArray(found) ? { value: found } : found)));
  });
}

function profile(...roles: { id: string; name: string }[]): SessionProfile {
  return { languageId: 1031, timeZone: "UTC", dateFormat: "", timeFormat: "", securityRoles: roles, privileges: {} };
}

const ANSWERS = {
  appmodules: [ROW],
  [`appmodules(${APP})`]: ROW,
  appmodulerolescollection: [{ _appmoduleid_value: APP, _roleid_value: ROLE }],
  appmodulecomponents: [{ schemaname: "smp_time" }],
  sitemaps: [{ sitemapxml: `<SiteMap><Area Id="a" Title="A" /></SiteMap>` }],
  webresourceset: [],
};

describe("apps of solutions", () => {
  it("show to those whose role lets them in, and to administrators", async () => {
    const names = async (...roles: { id: string; name: string }[]) =>
      (await readApps(api(ANSWERS), profile(...roles))).map(app => app.name);
    expect(await names({ id: ROLE, name: "Supervisor" })).toEqual(["Zeit"]);
    expect(await names({ id: "other", name: "System Administrator" })).toEqual(["Zeit"]);
    expect(await names({ id: "other", name: "Basic User" })).toEqual([]);
  });

  it("bring their site map and the way their pages open", async () => {
    const app = await readApp(api(ANSWERS), profile({ id: ROLE, name: "Supervisor" }), APP);
    expect(app).toMatchObject({ key: APP, name: "Zeit", isMultiSession: true, areas: [{ id: "a", title: "A" }] });
  });

  it("stay closed to others, with a sentence", async () => {
    const opened = readApp(api(ANSWERS), profile({ id: "other", name: "Basic User" }), APP);
    await expect(opened).rejects.toThrow("None of your security roles lets you into the app Zeit");
  });

  it("are not asked for where the shell's own app is meant", async () => {
    const app = await readApp(api({}), profile(), "multisession");
    expect(app).toMatchObject({ name: "Service workspace", isMultiSession: true, areas: undefined });
  });
});
