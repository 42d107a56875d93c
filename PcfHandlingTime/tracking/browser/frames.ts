/** A document and those of its frames that this origin may see, nested ones included. */
export function reachableDocuments(root: Document): readonly Document[] {
  const inner = [...root.querySelectorAll("iframe, frame")].map(documentIn).filter(found => found !== null);
  return [root, ...inner.flatMap(reachableDocuments)];
}

/** Whether the focus is in a frame of another origin, whose input nobody here can see. */
export function focusInForeignFrame(root: Document): boolean {
  const focused = root.activeElement;
  if (!focused || !/^i?frame$/i.test(focused.tagName)) return false;
  const inner = documentIn(focused);
  return inner === null || focusInForeignFrame(inner);
}

function documentIn(frame: Element): Document | null {
  return (frame as HTMLIFrameElement).contentDocument;
}
