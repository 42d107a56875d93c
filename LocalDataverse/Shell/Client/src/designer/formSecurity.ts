import { bareId } from "../platform/rows";
import { childOf } from "../xml";
import { append, editForm, partOf } from "./formEdit";

/** Who sees a form, as a maker chooses it. */
export interface FormAudience {
  /** Ids of security roles; undefined: everyone; empty: only those who make forms. */
  roles: readonly string[] | undefined;
  isFallback: boolean;
}

/** The form's place among the others of its table stays as it was. */
export function setAudience(formXml: string, { roles, isFallback }: FormAudience): string {
  return editForm(formXml, form => {
    const conditions = partOf(form, "DisplayConditions");
    conditions.replaceChildren();
    conditions.setAttribute("FallbackForm", String(isFallback));
    if (roles === undefined) append(conditions, "Everyone");
    for (const role of roles ?? []) append(conditions, "Role", { Id: `{${bareId(role)}}` });
  });
}

/** The form's place among the main forms of its table: 0 opens first. Who sees it stays as it was. */
export function setOrder(formXml: string, order: number): string {
  return editForm(formXml, form => {
    const isNew = childOf(form, "DisplayConditions") === undefined;
    const conditions = partOf(form, "DisplayConditions");
    conditions.setAttribute("Order", String(order));
    if (!isNew) return;
    conditions.setAttribute("FallbackForm", "true");
    append(conditions, "Everyone");
  });
}
