/** The CSS variable that holds how much of the window's bottom others take in the widget's corner. */
export const clearanceVariable = "--casetime-clearance";

/** The page is looked at no more often than this (ms). */
const lookMs = 500;

/** What lies higher above the window's bottom than this share of it is no footer and no message. */
const lowestShare = 0.5;

/** A bar or a message is no taller than this share of the window; what is taller is a pane or a dialog. */
const tallestShare = 0.34;

/** Between the widget's own width and the bottom: how far apart (px) the page is probed. */
const probeStep = 24;

/**
 * Keeps the floating part clear of what the page puts into its corner: a form footer, a snackbar, the on-screen
 * keyboard. Looks where the page changed, never on a timer of its own, and writes one CSS variable on the root.
 * @returns Ends the watch.
 */
export function watchCorner(root: HTMLElement): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = -Infinity;
  const look = () => {
    pending = undefined;
    lookedAt = performance.now();
    if (document.visibilityState === "hidden") return;
    const value = `${Math.max(keyboardHeight(), takenAtBottom(root))}px`;
    if (root.style.getPropertyValue(clearanceVariable) !== value) root.style.setProperty(clearanceVariable, value);
  };
  const lookSoon = () => {
    pending ??= setTimeout(look, Math.max(0, lookedAt + lookMs - performance.now()));
  };
  const changes = new MutationObserver(records => {
    if (records.some(({ target }) => !root.contains(target))) lookSoon();
  });
  changes.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["class", "style", "hidden"],
  });
  const listening = new AbortController();
  const { signal } = listening;
  // A message that slides in is at its place only afterwards.
  for (const type of ["transitionend", "animationend", "visibilitychange"])
    document.addEventListener(type, lookSoon, { signal, passive: true });
  window.addEventListener("resize", lookSoon, { signal, passive: true });
  window.visualViewport?.addEventListener("resize", lookSoon, { signal, passive: true });
  look();
  return () => {
    changes.disconnect();
    listening.abort();
    clearTimeout(pending);
  };
}

/** The part (px) of the window behind an on-screen keyboard; none while the page is zoomed by pinching. */
function keyboardHeight(): number {
  const seen = window.visualViewport;
  if (!seen || seen.scale > 1.01) return 0;
  return Math.max(0, Math.round(window.innerHeight - seen.height - seen.offsetTop));
}

/** How much (px) of the bottom below the widget bars and messages take, those stacked upon each other together. */
function takenAtBottom(root: HTMLElement): number {
  const own = (root.querySelector("section") ?? root).getBoundingClientRect();
  const height = window.innerHeight;
  // Where nothing is laid out there is nothing to avoid.
  if (height === 0 || own.width === 0) return 0;
  let top = height;
  const columns = probes(Math.max(0, own.left), Math.min(window.innerWidth, own.right) - 1);
  for (let y = height - 2; y > height * lowestShare && y > top - 2 * probeStep; y -= probeStep)
    for (const x of columns)
      for (const element of document.elementsFromPoint(x, y)) {
        if (root.contains(element)) continue;
        const bar = barOf(element, root);
        if (bar) top = Math.min(top, bar.top);
      }
  return Math.max(0, Math.round(height - top));
}

function probes(from: number, to: number): number[] {
  const count = Math.max(2, Math.ceil((to - from) / (4 * probeStep)) + 1);
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** The bar or message that an element belongs to: held at the window's bottom, out of what scrolls, and not tall. */
function barOf(element: Element, root: HTMLElement): DOMRect | undefined {
  const { innerHeight } = window;
  let bar: DOMRect | undefined;
  for (let node: Element | null = element; node && node !== document.body; node = node.parentElement) {
    if (node.contains(root)) break;
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    const low = box.height > 0 && box.height <= innerHeight * tallestShare;
    if (style.position === "fixed" || style.position === "sticky")
      return low && box.bottom > innerHeight * (1 - tallestShare) ? box : undefined;
    // Content that scrolls can be brought out from under the widget; a bar cannot.
    if (/auto|scroll/.test(style.overflowY) && node.scrollHeight > node.clientHeight) return undefined;
    if (low && Math.abs(box.bottom - innerHeight) <= 2) bar = box;
  }
  const page = document.scrollingElement;
  return page && page.scrollHeight > page.clientHeight + 1 ? undefined : bar;
}
