import { formattedValue } from "../platform/rows";
import { WebApi } from "../platform/webApi";
import { byName, idIn, Role, User } from "./users";

/** A security role as it can be given. */
export interface OfferedRole extends Role {
  businessUnitId: string;
  businessUnit: string;
  isSystemAdministrator: boolean;
}

/** What a person wants changed. Both by name. */
export interface RoleChanges<T extends Role = Role> {
  given: T[];
  taken: T[];
}

/** The id of System Administrator's template: the same in every environment, which its own id is not. */
const SYSTEM_ADMINISTRATOR = "627090ff-40a3-4053-8790-584edc5be201";

/** All security roles of the environment. */
export async function readRoles(api: WebApi): Promise<OfferedRole[]> {
  const rows = await api.getAll("roles?$select=roleid,name,_businessunitid_value,_roletemplateid_value&$orderby=name");
  return rows.map(row => ({
    id: idIn(row, "roleid"),
    name: formattedValue(row, "name"),
    businessUnitId: idIn(row, "_businessunitid_value"),
    businessUnit: formattedValue(row, "businessunitid"),
    isSystemAdministrator: idIn(row, "_roletemplateid_value") === SYSTEM_ADMINISTRATOR,
  }));
}

/**
 * What can be given to a user and taken from them, by name: the roles of their business unit, and whatever they have. Dataverse
 * copies each role to each unit; where a unit has none of its own, as below the local Dataverse's first one, those of all are offered.
 */
export function offeredTo(user: User, all: readonly OfferedRole[]): OfferedRole[] {
  const ofUnit = all.filter(role => role.businessUnitId === user.businessUnitId);
  const offered = ofUnit.length > 0 ? ofUnit : [...all];
  const others = user.roles
    .filter(held => !offered.some(role => role.id === held.id))
    .map(held => all.find(role => role.id === held.id) ?? { ...UNKNOWN, ...held });
  return byName([...offered, ...others]);
}

const UNKNOWN = { businessUnitId: "", businessUnit: "", isSystemAdministrator: false };

/** A role's name; of another business unit than the user's with that unit's. */
export function labelOf(role: OfferedRole, user: User): string {
  const isForeign = role.businessUnitId !== user.businessUnitId && role.businessUnit !== "";
  return isForeign ? `${role.name} (${role.businessUnit})` : role.name;
}

export function changesOf<T extends Role>(
  user: User,
  offered: readonly T[],
  chosen: ReadonlySet<string>,
): RoleChanges<T> {
  const held = idsOf(user);
  return {
    given: offered.filter(({ id }) => chosen.has(id) && !held.has(id)),
    taken: offered.filter(({ id }) => !chosen.has(id) && held.has(id)),
  };
}

export function isUnchanged({ given, taken }: RoleChanges): boolean {
  return given.length === 0 && taken.length === 0;
}

export function idsOf({ roles }: User): Set<string> {
  return new Set(roles.map(({ id }) => id));
}

/** The choice on top of what the user has by now: what was to be given or taken still is, the rest is as it is now. */
export function carryOver({ given, taken }: RoleChanges, now: User): Set<string> {
  const chosen = idsOf(now);
  given.forEach(({ id }) => chosen.add(id));
  taken.forEach(({ id }) => chosen.delete(id));
  return chosen;
}

/** What others changed between two readings. Both by name. */
export function changedBetween(before: User, now: User): RoleChanges {
  const [had, has] = [idsOf(before), idsOf(now)];
  return { given: now.roles.filter(({ id }) => !had.has(id)), taken: before.roles.filter(({ id }) => !has.has(id)) };
}

/** "Given: A, B. Taken away: C." */
export function describeChanges(changes: RoleChanges): string {
  return describe(changes, "Given", "Taken away");
}

/** "To give: A, B. To take away: C." */
export function describePlan(changes: RoleChanges): string {
  return describe(changes, "To give", "To take away");
}

function describe({ given, taken }: RoleChanges, giving: string, taking: string): string {
  const sentences = [
    given.length > 0 && `${giving}: ${namesOf(given)}.`,
    taken.length > 0 && `${taking}: ${namesOf(taken)}.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

export function namesOf(roles: readonly Role[]): string {
  return roles.map(({ name }) => name).join(", ");
}

/**
 * What has to be asked before somebody changes their own roles.
 * @returns empty: nothing.
 */
export function warningFor({ taken }: RoleChanges<OfferedRole>, chosen: ReadonlySet<string>): string {
  if (taken.length === 0) return "";
  if (chosen.size === 0)
    return "You would have no security role left, and could open nothing until another administrator gives you one.";
  const goes = taken.find(({ isSystemAdministrator }) => isSystemAdministrator);
  return goes ? `You would no longer be ${goes.name}. Only another one could give that back to you.` : "";
}
