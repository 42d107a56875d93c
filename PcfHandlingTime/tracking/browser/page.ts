import type { PageListener, PagePort } from "../ports";

/** Bursts of pointer moves are told as one input every so many ms. */
const inputSpacingMs = 250;

const inputEvents = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;

/** This page: visibility, focus and the times of input, never what was typed. */
export function browserPage(showsRecord: () => boolean): PagePort {
  return {
    isVisible: () => document.visibilityState === "visible",
    hasFocus: () => document.hasFocus(),
    isOnline: () => navigator.onLine,
    showsRecord,
    listen,
  };
}

function listen(listener: PageListener): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let lastInput = -Infinity;
  let asking: ReturnType<typeof setTimeout> | undefined;

  // While blur is told, the document may still or already claim focus, as when it moves into an iframe.
  const askSoon = () => {
    clearTimeout(asking);
    asking = setTimeout(() => {
      watchFocusedFrame();
      listener.changed();
    }, 0);
  };
  const onInput = () => {
    const now = performance.now();
    if (now - lastInput < inputSpacingMs) return;
    lastInput = now;
    listener.input();
  };
  const watched = new WeakSet<Document>();
  const watchInput = (target: Document) => {
    if (watched.has(target)) return;
    watched.add(target);
    for (const name of inputEvents) target.addEventListener(name, onInput, { signal, capture: true, passive: true });
  };
  // Typing into a frame of the form, such as a rich text editor, is input; frames of other origins show no document.
  const watchFocusedFrame = () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLIFrameElement && focused.contentDocument) watchInput(focused.contentDocument);
  };
  watchInput(document);
  window.addEventListener("focus", askSoon, { signal });
  window.addEventListener("blur", askSoon, { signal });
  window.addEventListener("pageshow", askSoon, { signal });
  window.addEventListener("online", () => listener.networkChanged(), { signal });
  window.addEventListener("offline", () => listener.networkChanged(), { signal });
  window.addEventListener("pagehide", () => listener.leaving(), { signal });
  document.addEventListener("visibilitychange", () => listener.changed(), { signal });
  return () => {
    ending.abort();
    clearTimeout(asking);
  };
}
