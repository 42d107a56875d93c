import { ApiError, WebApi } from "../platform/webApi";
import { changedBetween, isUnchanged, OfferedRole, RoleChanges } from "./roleChoice";
import { readUser, User } from "./users";

/** What the server answers where a role was given already, or the role or the user is gone. */
const OVERTAKEN = [404, 409, 412];

/**
 * Gives and takes security roles, all of them or none.
 * @param user As the choice was made on.
 * @returns undefined: saved. Else the user as they are by now: somebody else changed their roles meanwhile, and nothing was saved.
 * @throws ApiError refused: nothing was saved.
 */
export async function saveRoles(api: WebApi, user: User, changes: RoleChanges<OfferedRole>): Promise<User | undefined> {
  const now = await readUser(api, user.id);
  if (!isUnchanged(changedBetween(user, now))) return now;
  const roles = `systemusers(${user.id})/systemuserroles_association`;
  // Each change is judged by the rights as those before it leave them: who steps down does so last.
  const taken = [...changes.taken].sort(
    (left, right) => Number(left.isSystemAdministrator) - Number(right.isSystemAdministrator),
  );
  try {
    await api.changeSet([
      ...changes.given.map(({ id }) => ({
        method: "POST",
        path: `${roles}/$ref`,
        body: { "@odata.id": api.address(`roles(${id})`) },
      })),
      ...taken.map(({ id }) => ({ method: "DELETE", path: `${roles}(${id})/$ref` })),
    ]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || !OVERTAKEN.includes(error.status)) throw error;
    // Somebody may have been quicker since we looked; if nobody was, the refusal has another reason.
    const after = await readUser(api, user.id);
    if (isUnchanged(changedBetween(user, after))) throw error;
    return after;
  }
}
