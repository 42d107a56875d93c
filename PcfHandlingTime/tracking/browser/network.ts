import type { NetworkAnswer, NetworkPort, NetworkRequest } from "../ports";

/** A request that has no answer after so many ms has failed, so that a dead connection does not hold up all later ones. */
const patienceMs = 5 * 60_000;

/** The Web API of the page's own environment, through `fetch` so that a closing page can still send. */
export function fetchNetwork(): NetworkPort {
  return { send };
}

async function send(request: NetworkRequest): Promise<NetworkAnswer> {
  const sentAt = performance.now();
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  const failed = () => ({
    status: 0,
    date: null,
    retryAfter: null,
    body: undefined,
    sentAt,
    receivedAt: performance.now(),
  });
  try {
    const response = await fetch(`/api/data/v9.2/${request.path}`, {
      method: request.method,
      body: request.body,
      credentials: "same-origin",
      keepalive: request.keepalive === true,
      signal: patience.signal,
      headers: {
        Accept: "application/json",
        "OData-Version": "4.0",
        "OData-MaxVersion": "4.0",
        ...(request.ifMatch === undefined ? {} : { "If-Match": request.ifMatch }),
        ...(request.body === undefined
          ? {}
          : { "Content-Type": "application/json; charset=utf-8", Prefer: "return=representation" }),
      },
    });
    const receivedAt = performance.now();
    const text = await response.text();
    return {
      status: response.status,
      date: response.headers.get("Date"),
      retryAfter: response.headers.get("Retry-After"),
      body: parsed(text),
      sentAt,
      receivedAt,
    };
  } catch {
    // fetch tells no reason apart: offline, refused, aborted. All mean that no answer came.
    return failed();
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
