/**
 * Keeps the focus in the widget: where the element that has it is taken away and nothing else takes it, the browser lets
 * it fall to the page's beginning, and who works by keyboard would have to come all the way back. What takes it does so
 * at once, in a layout effect.
 * @param home Gives the focus to what is always there.
 * @returns Ends the watch.
 */
export function keepFocus(root: HTMLElement, home: () => void): () => void {
  let last: Element | undefined;
  const elsewhere = ({ target }: Event) => {
    last = target instanceof Element && root.contains(target) ? target : undefined;
  };
  const listening = new AbortController();
  // Who presses a place that takes no focus has left the widget as well.
  for (const type of ["focusin", "pointerdown"])
    document.addEventListener(type, elsewhere, { signal: listening.signal, capture: true, passive: true });
  const removals = new MutationObserver(() => {
    if (!last || last.isConnected) return;
    last = undefined;
    if (document.activeElement === document.body) home();
  });
  removals.observe(root, { subtree: true, childList: true });
  return () => {
    removals.disconnect();
    listening.abort();
  };
}
