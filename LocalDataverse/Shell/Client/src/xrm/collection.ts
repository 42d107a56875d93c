/** A collection as the client API hands them out. */
export function toCollection<T>(items: readonly T[], idOf?: (item: T) => string) {
  return {
    get: (key?: number | string | ((item: T, index: number) => boolean)) => {
      if (key === undefined) return items;
      if (typeof key === "function") return items.filter(key);
      if (typeof key === "string") return items.find(item => idOf?.(item) === key) ?? null;
      return items[key] ?? null;
    },
    getAll: () => items,
    getLength: () => items.length,
    forEach: (visit: (item: T, index: number) => void) => items.forEach(visit),
  };
}
