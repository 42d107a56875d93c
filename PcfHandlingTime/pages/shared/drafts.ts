/** Entries that nobody has saved, kept in this browser tab: an app that goes on to another page asks no page in a frame. */
export interface Drafts {
  read(): unknown;
  keep(draft: unknown): void;
  forget(): void;
}

export function tabDrafts(name: string, storage: Storage | undefined = tabStorage()): Drafts {
  return {
    read: () => {
      try {
        return JSON.parse(storage?.getItem(name) ?? "null") as unknown;
      } catch {
        // Not ours, or cut off.
        return undefined;
      }
    },
    keep: draft => {
      try {
        storage?.setItem(name, JSON.stringify(draft));
      } catch {
        // The storage is full: the entries stay on the page alone.
      }
    },
    forget: () => storage?.removeItem(name),
  };
}

function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    // A browser that keeps nothing for this site.
    return undefined;
  }
}
