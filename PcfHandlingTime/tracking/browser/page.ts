import type { PageListener, PagePort } from "../ports";

/** Bursts of pointer moves are told as one input every so many ms. */
const inputSpacingMs = 250;

/** Marks elements of this product: what is typed into them is not typed into the form. */
export const ownInputAttribute = "data-casetime-own";

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
  const onInput = (event: Event) => {
    const now = performance.now();
    const typed = isTyping(event);
    if (now - lastInput < inputSpacingMs && !typed) return;
    lastInput = now;
    listener.input(typed);
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

/** Whether a key went into the page that may have written something; which one is not looked at any further. */
function isTyping(event: Event): boolean {
  if (event.type !== "keydown") return false;
  const { key = "", ctrlKey, metaKey } = event as KeyboardEvent;
  const writes = [...key].length === 1 || ["Enter", "Backspace", "Delete", "Process", "Unidentified"].includes(key);
  const own = event.composedPath().some(target => (target as Partial<Element>).hasAttribute?.(ownInputAttribute));
  return writes && !ctrlKey && !metaKey && !own;
}
