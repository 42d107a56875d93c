import { bareId } from "../platform/rows";
import { childOf, childrenOf, flag } from "../xml";

/** Who sees a form, and where it stands among the main forms of its table. */
export interface DisplayConditions {
  /** Lower comes first; undefined: the form does not say. */
  order: number | undefined;
  /** Shown to those whose security roles have no form. */
  isFallback: boolean;
  /** Ids of security roles; undefined: everyone. */
  roles: readonly string[] | undefined;
}

/** Those who make forms see every one of them. */
const MAKERS = ["System Administrator", "System Customizer"];

export function readDisplayConditions(form: Element): DisplayConditions {
  const conditions = childOf(form, "DisplayConditions");
  if (!conditions) return { order: undefined, isFallback: true, roles: undefined };
  const order = Number.parseInt(conditions.getAttribute("Order") ?? "", 10);
  const isForEveryone = childOf(conditions, "Everyone") !== undefined;
  return {
    order: Number.isNaN(order) ? undefined : order,
    isFallback: flag(conditions, "FallbackForm", false),
    roles: isForEveryone
      ? undefined
      : childrenOf(conditions, "Role").map(role => bareId(role.getAttribute("Id") ?? role.getAttribute("id") ?? "")),
  };
}

interface Ordered {
  name: string;
  isDefault: boolean;
  display: DisplayConditions;
}

/** Forms in the order that makers gave them; those without one come after, the default first. */
export function byOrder(left: Ordered, right: Ordered): number {
  const [first, second] = [left.display.order ?? Infinity, right.display.order ?? Infinity];
  if (first !== second) return first - second;
  return Number(right.isDefault) - Number(left.isDefault) || left.name.localeCompare(right.name);
}

/** The forms that somebody with these security roles sees; of several the first is the one that opens. */
export function formsFor<T extends { display: DisplayConditions }>(
  forms: readonly T[],
  securityRoles: readonly { id: string; name: string }[],
): T[] {
  if (securityRoles.some(({ name }) => MAKERS.includes(name))) return [...forms];
  const held = new Set(securityRoles.map(({ id }) => bareId(id)));
  const own = forms.filter(({ display }) => display.roles?.some(role => held.has(role)) ?? true);
  return own.length > 0 ? own : forms.filter(({ display }) => display.isFallback);
}
