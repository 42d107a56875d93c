/** Whether the rep looks at the page, before anything counts. */
export interface PagePresence {
  isPresent(): boolean;
  /** Hears when that may have changed. */
  listen(changed: () => void): () => void;
}

export function pagePresence(page: Window): PagePresence {
  return {
    isPresent: () => page.document.visibilityState === "visible" && page.document.hasFocus(),
    listen: changed => {
      const ending = new AbortController();
      const { signal } = ending;
      page.addEventListener("blur", changed, { signal });
      page.document.addEventListener("visibilitychange", changed, { signal });
      return () => ending.abort();
    },
  };
}
