import type { DataPort } from "./ports";

/** At most so many users are asked for in one request. */
const mostUsers = 40;

/** The pictures of users, each user asked for once. A picture is an ornament: without one there are initials. */
export class Pictures {
  private known: ReadonlyMap<string, string> = new Map();
  private readonly asked = new Set<string>();

  constructor(
    private readonly data: DataPort,
    private readonly changed: () => void,
  ) {}

  view(): ReadonlyMap<string, string> {
    return this.known;
  }

  async want(userIds: readonly string[]): Promise<void> {
    const fresh = userIds.filter(id => !this.asked.has(id)).slice(0, mostUsers);
    if (fresh.length === 0) return;
    for (const id of fresh) this.asked.add(id);
    const found = await this.data.readPictures(fresh).catch(() => new Map<string, string>());
    if (found.size === 0) return;
    this.known = new Map([...this.known, ...found]);
    this.changed();
  }
}
