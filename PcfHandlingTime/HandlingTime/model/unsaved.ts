import type { PagePort } from "../../tracking/ports";

/**
 * Tells whether the page shows a case that is not saved yet, now and whenever that changes.
 * @returns Ends it.
 */
export function watchUnsaved(page: PagePort, tell: (inFront: boolean) => void): () => void {
  const look = () => tell(page.showsRecord());
  const release = page.listen({
    changed: look,
    tookOver: look,
    input: look,
    leaving: () => undefined,
    networkChanged: () => undefined,
  });
  look();
  return release;
}
