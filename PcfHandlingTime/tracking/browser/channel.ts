import type { ChannelPort } from "../ports";

/** Messages between the tabs of one user. Where the browser has no channel to give, nobody hears anything. */
export function broadcastChannel(name: string): ChannelPort & { close(): void } {
  const channel = openChannel(name);
  let closed = false;
  return {
    post: caseId => {
      // An answer may come after the page has closed its channel.
      if (!closed) channel?.postMessage(caseId);
    },
    listen: heard => {
      const onMessage = (event: MessageEvent) => {
        if (typeof event.data === "string") heard(event.data);
      };
      channel?.addEventListener("message", onMessage);
      return () => channel?.removeEventListener("message", onMessage);
    },
    close: () => {
      closed = true;
      channel?.close();
    },
  };
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
