import { bareId, formattedValue } from "../platform/rows";
import { ApiRow, quoted, WebApi } from "../platform/webApi";

export interface Role {
  id: string;
  name: string;
}

/** Somebody of the environment, with the security roles that are given to themselves; those of teams are not among them. */
export interface User {
  id: string;
  name: string;
  /** The name to sign in with. */
  userName: string;
  email: string;
  businessUnitId: string;
  businessUnit: string;
  isDisabled: boolean;
  /** By name. */
  roles: Role[];
}

export interface UserPage {
  users: User[];
  /** Leads to the next ones; undefined: there are no more. */
  nextLink: string | undefined;
}

const ROLES = "systemuserroles_association";
const COLUMNS =
  "$select=systemuserid,fullname,domainname,internalemailaddress,isdisabled,_businessunitid_value" +
  `&$expand=${ROLES}($select=roleid,name)`;
const PAGE_SIZE = 50;

/** SYSTEM and its like are nobody that could sign in; their user names are no addresses. */
const PEOPLE = "contains(domainname,'@')";

/** The first users by name. @param search Part of a name, user name or e-mail address; empty: all. */
export async function readUsers(api: WebApi, search: string): Promise<UserPage> {
  const found = ["fullname", "domainname", "internalemailaddress"]
    .map(column => `contains(${column},${quoted(search)})`)
    .join(" or ");
  const filter = search ? `${PEOPLE} and (${found})` : PEOPLE;
  return toUserPage(api, `systemusers?${COLUMNS}&$filter=${filter}&$orderby=fullname,systemuserid`);
}

/** The users after a page. Nobody twice, where others came or went meanwhile. */
export async function readMoreUsers(api: WebApi, before: UserPage): Promise<UserPage> {
  if (!before.nextLink) return before;
  const { users, nextLink } = await toUserPage(api, before.nextLink);
  const known = new Set(before.users.map(({ id }) => id));
  return { users: [...before.users, ...users.filter(({ id }) => !known.has(id))], nextLink };
}

async function toUserPage(api: WebApi, path: string): Promise<UserPage> {
  const { rows, nextLink } = await api.getMany(path, PAGE_SIZE);
  return { users: rows.map(toUser), nextLink };
}

export async function readUser(api: WebApi, id: string): Promise<User> {
  return toUser(await api.get(`systemusers(${id})?${COLUMNS}`));
}

function toUser(row: ApiRow): User {
  const roles = Array.isArray(row[ROLES]) ? (row[ROLES] as ApiRow[]) : [];
  return {
    id: idIn(row, "systemuserid"),
    name: formattedValue(row, "fullname") || formattedValue(row, "domainname"),
    userName: formattedValue(row, "domainname"),
    email: formattedValue(row, "internalemailaddress"),
    businessUnitId: idIn(row, "_businessunitid_value"),
    businessUnit: formattedValue(row, "businessunitid"),
    isDisabled: row.isdisabled === true,
    roles: byName(roles.map(role => ({ id: idIn(role, "roleid"), name: formattedValue(role, "name") }))),
  };
}

export function idIn(row: ApiRow, key: string): string {
  const value = row[key];
  return typeof value === "string" ? bareId(value) : "";
}

export function byName<T extends { name: string }>(all: readonly T[]): T[] {
  return [...all].sort((left, right) => left.name.localeCompare(right.name));
}
