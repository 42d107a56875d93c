import type { PageListener, PagePort } from "../ports";
import { focusInForeignFrame, reachableDocuments } from "./frames";
import type { TrackedRecord } from "./place";
import { topWindow } from "./topWindow";

/** Bursts of pointer moves are told as one input every so many ms. */
const inputSpacingMs = 250;

/** Marks elements of this product: what is typed into them is not typed into the form. */
export const ownInputAttribute = "data-casetime-own";

const inputEvents = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;

/** This page: visibility, focus and the times of input, never what was typed. */
export function browserPage(record: TrackedRecord): PagePort {
  const page = topWindow();
  return {
    isVisible: () => page.document.visibilityState === "visible",
    hasFocus: () => page.document.hasFocus(),
    focusHidden: () => focusInForeignFrame(page.document),
    isOnline: () => page.navigator.onLine,
    showsRecord: () => record.isCounted(),
    listen: listener => listen(page, record, listener),
  };
}

function listen(page: Window, record: TrackedRecord, listener: PageListener): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let lastInput = -Infinity;
  let asking: ReturnType<typeof setTimeout> | undefined;

  const onInput = (event: Event) => {
    const now = performance.now();
    const typed = isTyping(event);
    if (now - lastInput < inputSpacingMs && !typed) return;
    lastInput = now;
    listener.input(typed);
  };
  // Typing into a frame of the form, such as a rich text editor, is input. A frame that loads anew has another document,
  // or lost what listened to it, so it is watched again; the browser drops what is added twice.
  const watchInput = () => {
    for (const target of reachableDocuments(page.document)) {
      for (const name of inputEvents) target.addEventListener(name, onInput, { signal, capture: true, passive: true });
      target.addEventListener("load", watchInput, { signal, capture: true });
    }
  };
  // While blur is told, the document may still or already claim focus, as when it moves into an iframe.
  const askSoon = () => {
    clearTimeout(asking);
    asking = setTimeout(() => {
      watchInput();
      listener.changed();
    }, 0);
  };
  watchInput();
  const releaseRecord = record.listen(listener);
  for (const name of ["focus", "blur", "pageshow"]) page.addEventListener(name, askSoon, { signal });
  for (const name of ["online", "offline"]) page.addEventListener(name, () => listener.networkChanged(), { signal });
  // The frame of a form script goes before the page does.
  for (const left of new Set([page, window])) left.addEventListener("pagehide", () => listener.leaving(), { signal });
  page.document.addEventListener("visibilitychange", () => listener.changed(), { signal });
  // A frozen page may be thrown away without another word.
  page.document.addEventListener("freeze", () => listener.leaving(), { signal });
  page.document.addEventListener("resume", askSoon, { signal });
  return () => {
    ending.abort();
    releaseRecord();
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
