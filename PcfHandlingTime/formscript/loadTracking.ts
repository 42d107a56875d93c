import type { Tracking } from "./trackedCase";

const webResource = "casetime_/scripts/tracking.js";

/** The global of the second web resource; the build gives it this name. */
const globalName = "CaseTimeTracker";

/**
 * @param urlOf Address of a web resource; undefined where the app does not say.
 * @returns What loads the tracking, once: rejects where it can't be loaded, and tries anew at the next call.
 */
export function trackingLoader(urlOf: (webResource: string) => string | undefined): () => Promise<Tracking> {
  let loading: Promise<Tracking> | undefined;
  return () => {
    loading ??= load(urlOf(webResource)).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

function load(url: string | undefined): Promise<Tracking> {
  if (url === undefined) return Promise.reject(new Error("The app has no address for web resources."));
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => {
      const loaded = (window as { [globalName]?: { tracking?: Tracking } })[globalName]?.tracking;
      if (loaded) resolve(loaded);
      else reject(new Error(`${url} is not what this script needs.`));
    };
    script.onerror = () => reject(new Error(`${url} could not be loaded.`));
    document.head.append(script);
  });
}
