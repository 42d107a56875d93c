import { childrenOf, parseXml } from "../xml";

export interface SortOrder {
  column: string;
  descending: boolean;
}

export interface Condition {
  column: string;
  operator: string;
  values: string[];
  /** Alias of a linked table that the column belongs to. */
  alias?: string;
}

export interface ConditionGroup {
  type: "and" | "or";
  conditions: Condition[];
  groups: ConditionGroup[];
}

export interface LinkedTable {
  name: string;
  from: string;
  to: string;
  linkType: string;
  alias: string;
}

export interface FetchChanges {
  /** Adds these columns where the view does not have them. */
  columns?: readonly string[];
  /** Replaces the view's own order. Empty leaves it. */
  sorting?: readonly SortOrder[];
  /** Must hold besides the view's own conditions. */
  filters?: readonly ConditionGroup[];
  links?: readonly LinkedTable[];
  /** Counted from 1. */
  page?: number;
  pageSize?: number;
  pagingCookie?: string;
  countAll?: boolean;
}

/** A view's FetchXML with what the reader of a grid asked for on top. */
export function changeFetch(fetchXml: string, changes: FetchChanges): string {
  const fetch = parseXml(fetchXml, "view's fetch");
  const entity = childrenOf(fetch, "entity")[0];
  if (!entity) throw new Error("The view's fetch has no entity.");
  if (changes.pageSize !== undefined) {
    fetch.removeAttribute("top");
    fetch.setAttribute("count", String(changes.pageSize));
    fetch.setAttribute("page", String(changes.page ?? 1));
  }
  if (changes.pagingCookie) fetch.setAttribute("paging-cookie", changes.pagingCookie);
  if (changes.countAll) fetch.setAttribute("returntotalrecordcount", "true");
  changes.links?.forEach(link => addLink(entity, link));
  changes.columns?.forEach(column => addColumn(entity, column));
  changes.filters?.forEach(filter => entity.appendChild(toFilter(entity.ownerDocument, filter)));
  if (changes.sorting?.length) replaceOrder(entity, changes.sorting);
  return new XMLSerializer().serializeToString(fetch);
}

/** How the view itself sorts. */
export function readSorting(fetchXml: string): SortOrder[] {
  const fetch = parseXml(fetchXml, "view's fetch");
  return childrenOf(childrenOf(fetch, "entity")[0], "order").map(order => ({
    column: order.getAttribute("attribute") ?? "",
    descending: order.getAttribute("descending") === "true",
  }));
}

/** Columns that a quick find view searches. */
export function quickFindColumns(fetchXml: string): string[] {
  const fetch = parseXml(fetchXml, "quick find view's fetch");
  return Array.from(fetch.getElementsByTagName("filter"))
    .filter(filter => filter.getAttribute("isquickfindfields") === "1")
    .flatMap(filter => childrenOf(filter, "condition"))
    .map(condition => condition.getAttribute("attribute") ?? "")
    .filter(column => column !== "");
}

export function equals(column: string, value: string): ConditionGroup {
  return { type: "and", conditions: [{ column, operator: "eq", values: [value] }], groups: [] };
}

/** Any of the columns contains the text. */
export function contains(columns: readonly string[], text: string): ConditionGroup {
  const pattern = `%${text.replace(/[[%_]/g, match => `[${match}]`)}%`;
  return {
    type: "or",
    conditions: columns.map(column => ({ column, operator: "like", values: [pattern] })),
    groups: [],
  };
}

function replaceOrder(entity: Element, sorting: readonly SortOrder[]): void {
  childrenOf(entity, "order").forEach(order => entity.removeChild(order));
  for (const { column, descending } of sorting) {
    const [alias, name] = column.includes(".") ? column.split(".") : [undefined, column];
    const order = entity.ownerDocument.createElement("order");
    order.setAttribute("attribute", name ?? column);
    order.setAttribute("descending", String(descending));
    const parent = alias ? linkWithAlias(entity, alias) : entity;
    parent.appendChild(order);
  }
}

function linkWithAlias(entity: Element, alias: string): Element {
  const link = Array.from(entity.getElementsByTagName("link-entity")).find(
    link => link.getAttribute("alias") === alias,
  );
  if (!link) throw new Error(`The view links no table under the alias ${alias}.`);
  return link;
}

function addColumn(entity: Element, column: string): void {
  const dot = column.indexOf(".");
  const parent = dot < 0 ? entity : linkWithAlias(entity, column.slice(0, dot));
  const name = column.slice(dot + 1);
  if (childrenOf(parent, "all-attributes").length > 0) return;
  if (childrenOf(parent, "attribute").some(attribute => attribute.getAttribute("name") === name)) return;
  const attribute = entity.ownerDocument.createElement("attribute");
  attribute.setAttribute("name", name);
  parent.insertBefore(attribute, parent.firstChild);
}

function addLink(entity: Element, link: LinkedTable): void {
  if (Array.from(entity.getElementsByTagName("link-entity")).some(other => other.getAttribute("alias") === link.alias))
    return;
  const element = entity.ownerDocument.createElement("link-entity");
  for (const [name, value] of Object.entries({ name: link.name, from: link.from, to: link.to, alias: link.alias })) {
    element.setAttribute(name, value);
  }
  element.setAttribute("link-type", link.linkType);
  entity.appendChild(element);
}

function toFilter(document: Document, group: ConditionGroup): Element {
  const filter = document.createElement("filter");
  filter.setAttribute("type", group.type);
  for (const { column, operator, values, alias } of group.conditions) {
    const condition = document.createElement("condition");
    condition.setAttribute("attribute", column);
    condition.setAttribute("operator", operator);
    if (alias) condition.setAttribute("entityname", alias);
    const [value] = values;
    if (values.length === 1 && value !== undefined) condition.setAttribute("value", value);
    else
      values.forEach(value =>
        condition.appendChild(document.createElement("value")).appendChild(document.createTextNode(value)),
      );
    filter.appendChild(condition);
  }
  group.groups.forEach(child => filter.appendChild(toFilter(document, child)));
  return filter;
}
