import { describe, expect, it } from "vitest";
import { readUnpublished, saveForm } from "../src/designer/designedForm";
import { createForm, FormSummary, listForms, saveOrder } from "../src/designer/formList";
import { parseForm } from "../src/forms/formXml";
import { ApiError, ApiRow } from "../src/platform/webApi";
import { Environment } from "../src/ui/Environment";

const FORM =
  '<form><tabs /><controlDescriptions><controlDescription forControl="{11111111-1111-4111-8111-111111111111}">' +
  '<customControl id="{E7A81278-8635-4D9E-8D4D-59480B391C5B}"><parameters/></customControl></controlDescription></controlDescriptions></form>';

interface Row {
  formxml: string;
  unpublished?: string;
  version: number;
}

/** Forms as the server keeps them. */
class Server {
  readonly rows = new Map<string, Row>();
  readonly forgotten: string[] = [];
  published = 0;
  /** Called after each write, before anybody reads. */
  onSaved: () => void = () => undefined;
  refused = "";

  constructor(...names: string[]) {
    for (const name of names) this.rows.set(name, { formxml: FORM, version: 1 });
  }

  readonly api = {
    get: (path: string): Promise<ApiRow> => {
      const { id, row } = this.at(path);
      const isUnpublished = path.includes("RetrieveUnpublished");
      return Promise.resolve({
        name: id,
        objecttypecode: "incident",
        formxml: (isUnpublished && row.unpublished) || row.formxml,
        "@odata.etag": String(row.version),
      });
    },
    getAll: (): Promise<ApiRow[]> =>
      Promise.resolve(
        [...this.rows].map(([id, { formxml }]) => ({
          formid: id,
          name: id,
          formxml,
          ismanaged: false,
          isdefault: id === "b",
        })),
      ),
    request: (_: string, path: string, body: ApiRow, headers: Record<string, string>): Promise<void> => {
      const { id, row } = this.at(path);
      if (id === this.refused) return Promise.reject(new ApiError("It may not be changed.", "", 403));
      if (headers["If-Match"] !== String(row.version)) return Promise.reject(new ApiError("Changed.", "", 412));
      this.save(id, String(body.formxml));
      this.onSaved();
      return Promise.resolve();
    },
    create: (_: string, values: ApiRow): Promise<string> => {
      this.rows.set("new", { formxml: String(values.formxml), version: 1 });
      return Promise.resolve("new");
    },
    action: (): Promise<ApiRow> => {
      this.published++;
      for (const row of this.rows.values()) row.formxml = row.unpublished ?? row.formxml;
      return Promise.resolve({});
    },
  };

  get environment(): Environment {
    const customizations = { forget: (table: string) => this.forgotten.push(table) };
    return { api: this.api, customizations, profile: { languageId: 1033 } } as unknown as Environment;
  }

  save(id: string, formXml: string): void {
    const row = this.row(id);
    row.unpublished = formXml;
    row.version++;
  }

  row(id: string): Row {
    const row = this.rows.get(id);
    if (!row) throw new Error(`No form ${id}.`);
    return row;
  }

  private at(path: string): { id: string; row: Row } {
    const id = /\(([^)]*)\)/.exec(path)?.[1] ?? "";
    return { id, row: this.row(id) };
  }
}

describe("saving a form", () => {
  it("goes on from the version that it made", async () => {
    const server = new Server("a");
    const first = await saveForm(server.environment, await readUnpublished(server.environment, "a"), "<form>1</form>");
    const second = await saveForm(server.environment, first, "<form>2</form>");
    expect([second.formXml, second.etag, server.row("a").formxml]).toEqual(["<form>2</form>", "3", FORM]);
  });

  it("overwrites nothing that somebody saved between the save and the look at its version", async () => {
    const server = new Server("a");
    server.onSaved = () => server.save("a", "<form>theirs</form>");
    const saved = await saveForm(server.environment, await readUnpublished(server.environment, "a"), "<form>1</form>");
    server.onSaved = () => undefined;
    await expect(saveForm(server.environment, saved, "<form>2</form>")).rejects.toMatchObject({ status: 412 });
    expect(server.row("a").unpublished).toBe("<form>theirs</form>");
  });
});

describe("saving a form that has another version", () => {
  const theirs = "<form>theirs</form>";

  /** The form is saved, and the maker never hears of it. */
  async function saveUnanswered(server: Server, formXml: string) {
    const opened = await readUnpublished(server.environment, "a");
    server.onSaved = () => {
      throw new ApiError("The server could not be reached.", "", 0);
    };
    await expect(saveForm(server.environment, opened, formXml)).rejects.toMatchObject({ status: 0 });
    server.onSaved = () => undefined;
    return opened;
  }

  it("is no conflict with what the maker sent", async () => {
    const server = new Server("a");
    const opened = await saveUnanswered(server, "<form>1</form>");
    const saved = await saveForm(server.environment, opened, "<form>1</form>");
    expect([saved.formXml, saved.etag, server.row("a").version]).toEqual(["<form>1</form>", "2", 2]);
    await saveForm(server.environment, saved, "<form>2</form>");
    expect(server.row("a").unpublished).toBe("<form>2</form>");
  });

  it("is none where the maker went on meanwhile", async () => {
    const server = new Server("a");
    const opened = await saveUnanswered(server, "<form>1</form>");
    await saveForm(server.environment, opened, "<form>2</form>", new Set(["<form>1</form>"]));
    expect(server.row("a").unpublished).toBe("<form>2</form>");
  });

  it("is none where only its version changed", async () => {
    const server = new Server("a");
    const opened = await readUnpublished(server.environment, "a");
    server.row("a").version++;
    await saveForm(server.environment, opened, "<form>1</form>");
    expect(server.row("a").unpublished).toBe("<form>1</form>");
  });

  it("is one where somebody else saved after that", async () => {
    const server = new Server("a");
    const opened = await saveUnanswered(server, "<form>1</form>");
    server.save("a", theirs);
    const again = saveForm(server.environment, opened, "<form>2</form>", new Set(["<form>1</form>"]));
    await expect(again).rejects.toMatchObject({ status: 412 });
    expect(server.row("a").unpublished).toBe(theirs);
  });
});

describe("the order of a table's forms", () => {
  it("is saved with what is not published yet, published, and read anew", async () => {
    const server = new Server("a", "b", "c");
    server.save("c", FORM.replace("<tabs />", "<tabs><tab /></tabs>"));
    const [b, a, c] = await listForms(server.environment, "incident");
    expect([b?.name, a?.name, c?.name]).toEqual(["b", "a", "c"]);
    await saveOrder(server.environment, [c, a, b] as FormSummary[]);
    expect((await listForms(server.environment, "incident")).map(({ name }) => name)).toEqual(["c", "a", "b"]);
    expect(server.row("c").formxml).toContain("<tab/>");
    expect([server.published, server.forgotten]).toEqual([1, ["incident"]]);
  });

  it("is not published where a form can't be saved, and says which", async () => {
    const server = new Server("a", "b");
    server.refused = "a";
    const forms = await listForms(server.environment, "incident");
    await expect(saveOrder(server.environment, forms)).rejects.toThrow(
      "The place of the form a was not saved: It may not be changed. Nothing was published.",
    );
    expect(server.published).toBe(0);
  });
});

describe("a new form", () => {
  it("has ids of its own, the same in the same places, and the platform's grid as it is", async () => {
    const server = new Server("a");
    const [copied] = await listForms(server.environment, "incident");
    await createForm(server.environment, copied as FormSummary, [copied as FormSummary], "Mine");
    const made = server.row("new").formxml;
    expect(made).not.toContain("11111111-1111");
    expect(made).toContain("{E7A81278-8635-4D9E-8D4D-59480B391C5B}");
    expect(made).not.toContain("DisplayConditions");
  });

  it("keeps the ids of what is no part of it", async () => {
    const ROLE = "{22222222-2222-4222-8222-222222222222}";
    const DEFAULT_CONTROL = "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}";
    const ANCESTOR = "{33333333-3333-4333-8333-333333333333}";
    const server = new Server("a");
    server.row("a").formxml =
      `<form><ancestor id="${ANCESTOR}"/><tabs><control id="title" classid="{44444444-4444-4444-8444-444444444444}" ` +
      'uniqueid="{11111111-1111-4111-8111-111111111111}"/></tabs><controlDescriptions>' +
      '<controlDescription forControl="{11111111-1111-4111-8111-111111111111}">' +
      `<customControl formFactor="0" id="${DEFAULT_CONTROL}"/></controlDescription></controlDescriptions>` +
      `<DisplayConditions FallbackForm="false"><Role Id="${ROLE}"/></DisplayConditions></form>`;
    const [copied] = await listForms(server.environment, "incident");
    await createForm(server.environment, copied as FormSummary, [copied as FormSummary], "Mine");
    const made = server.row("new").formxml;
    const [, own = "none"] = /uniqueid="(\{[^"]+\})"/.exec(made) ?? [];
    expect(made).not.toContain("{11111111-1111");
    expect(made).toContain(`forControl="${own}"`);
    for (const kept of [ROLE, DEFAULT_CONTROL, ANCESTOR, "{44444444", 'id="title"']) expect(made).toContain(kept);
  });

  it("comes last where the forms have an order", async () => {
    const server = new Server("a", "b");
    await saveOrder(server.environment, await listForms(server.environment, "incident"));
    const forms = await listForms(server.environment, "incident");
    await createForm(server.environment, forms[0] as FormSummary, forms, "Mine");
    expect(parseForm("new", "Mine", server.row("new").formxml, 1033).display.order).toBe(2);
  });
});
