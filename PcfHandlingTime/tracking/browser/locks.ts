import type { LockPort } from "../ports";

/** Web Locks of the origin; where the browser refuses them, as in some embedded pages, this tab is all it knows of. */
export function browserLocks(locks: LockManager): LockPort {
  const alone = soleTabLocks();
  return {
    exclusive: async (name, work) => {
      let begun = false;
      const begin = () => {
        begun = true;
        return work();
      };
      try {
        return (await locks.request(name, begin)) as Awaited<ReturnType<typeof work>>;
      } catch (error) {
        if (begun) throw error;
        return alone.exclusive(name, work);
      }
    },
    hold: name => {
      const release = new AbortController();
      const held = new Promise<void>(resolve => release.signal.addEventListener("abort", () => resolve()));
      const ask = async () => {
        await locks.request(name, { signal: release.signal }, () => held);
      };
      // Asking is given up with the signal; once held, the lock lasts until `held` resolves.
      void ask().catch(() => undefined);
      return () => release.abort();
    },
    held: async () => {
      try {
        const { held = [], pending = [] } = await locks.query();
        return new Set([...held, ...pending].map(lock => lock.name ?? ""));
      } catch {
        return alone.held();
      }
    },
  };
}

/** Where the browser has no Web Locks (an insecure origin): one tab is all that is known of. */
export function soleTabLocks(): LockPort {
  const names = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    exclusive: (_name, work) => {
      const result = last.catch(() => undefined).then(work);
      last = result.catch(() => undefined);
      return result;
    },
    hold: name => {
      names.add(name);
      return () => names.delete(name);
    },
    held: () => Promise.resolve(names),
  };
}
