/** Addresses that scripts gave to the frames of an open form, by control id. */
export class FormFrames {
  private readonly sources = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  get(id: string): string | undefined {
    return this.sources.get(id);
  }

  set(id: string, source: string): void {
    this.sources.set(id, source);
    [...this.listeners].forEach(listener => listener());
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** What a frame may show: pages of the web. A script in an address would run as the form itself. @returns undefined: nothing. */
export function frameSource(address: string, base: string): string | undefined {
  if (!address.trim()) return undefined;
  try {
    const url = new URL(address, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
