const loaded = new Map<string, Promise<void>>();

/**
 * Loads a script web resource into the page, once however often it is asked for.
 * @throws Error it can't be loaded; the next call tries again.
 */
export function loadLibrary(name: string): Promise<void> {
  let library = loaded.get(name);
  if (!library) {
    library = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `/WebResources/${name}`;
      script.onload = () => resolve();
      script.onerror = () => {
        script.remove();
        loaded.delete(name);
        reject(new Error(`The form library ${name} could not be loaded.`));
      };
      document.head.appendChild(script);
    });
    loaded.set(name, library);
  }
  return library;
}

/**
 * A function of a library, by its path from the window.
 * @param caller Begins the sentence of the error: who calls it.
 * @throws Error no library defines it.
 */
export function findFunction(path: string, caller: string): (...parameters: unknown[]) => unknown {
  const found = path
    .split(".")
    .reduce<unknown>((owner, name) => (owner as Record<string, unknown> | undefined)?.[name], window);
  if (typeof found !== "function") throw new Error(`${caller}, which no library defines as a function.`);
  return found as (...parameters: unknown[]) => unknown;
}
