import { normaliseGuid } from "../uuid5";
import { topWindow } from "./topWindow";

/** The part of the client API that names the organisation. */
interface OrganisationApi {
  readonly Utility?: {
    getGlobalContext?(): { readonly organizationSettings?: { readonly organizationId?: string } };
  };
}

/** The organisation of the page: its id, or the page's own address where no client API tells it. */
export function organisation(): string {
  const page = topWindow();
  const api = (page as unknown as { readonly Xrm?: OrganisationApi }).Xrm;
  const id = api?.Utility?.getGlobalContext?.().organizationSettings?.organizationId;
  return id ? normaliseGuid(id) : page.location.host;
}
