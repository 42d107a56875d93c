import { ApiError } from "./webApi";

export interface SessionUser {
  id: string;
  fullName: string;
  domainName: string;
  title: string | null;
}

/** What the server says once about the signed-in user. */
export interface SessionProfile {
  /** LCID of the user's language. */
  languageId: number;
  /** IANA name of the user's time zone. */
  timeZone: string;
  /** Patterns of .NET; empty: as the language writes them. */
  dateFormat: string;
  timeFormat: string;
  securityRoles: { id: string; name: string }[];
  /** Depth by privilege name. */
  privileges: Record<string, number>;
}

export interface Session {
  user: SessionUser | null;
  profile: SessionProfile | null;
  users: SessionUser[];
}

const PATH = "/shell/session";

export async function readSession(): Promise<Session> {
  return (await (await send("GET")).json()) as Session;
}

export async function signIn(domainName: string): Promise<void> {
  await send("POST", { user: domainName });
}

export async function signOut(): Promise<void> {
  await send("DELETE");
}

async function send(method: string, body?: unknown): Promise<Response> {
  const response = await window.fetch(PATH, {
    method,
    credentials: "same-origin",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.ok) return response;
  const { error } = (await response.json()) as { error?: { message?: string; code?: string } };
  throw new ApiError(error?.message ?? `The server answered ${response.status}.`, error?.code ?? "", response.status);
}
