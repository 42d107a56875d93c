import type { ChannelPort, LockPort } from "../ports";

/** Web Locks of the origin. */
export function browserLocks(locks: LockManager): LockPort {
  return {
    exclusive: async (name, work) => (await locks.request(name, work)) as Awaited<ReturnType<typeof work>>,
    hold: name => {
      const release = new AbortController();
      const held = new Promise<void>(resolve => release.signal.addEventListener("abort", () => resolve()));
      // Asking is given up with the signal; once held, the lock lasts until `held` resolves.
      void locks.request(name, { signal: release.signal }, () => held).catch(() => undefined);
      return () => release.abort();
    },
    held: async () => {
      const { held = [], pending = [] } = await locks.query();
      return new Set([...held, ...pending].map(lock => lock.name ?? ""));
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

/** Messages between the tabs of one user. */
export function broadcastChannel(name: string): ChannelPort & { close(): void } {
  const channel = new BroadcastChannel(name);
  return {
    post: caseId => channel.postMessage(caseId),
    listen: heard => {
      const onMessage = (event: MessageEvent) => {
        if (typeof event.data === "string") heard(event.data);
      };
      channel.addEventListener("message", onMessage);
      return () => channel.removeEventListener("message", onMessage);
    },
    close: () => channel.close(),
  };
}
