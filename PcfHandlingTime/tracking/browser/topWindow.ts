/** The page itself: form scripts run in a hidden frame of it, which has neither focus nor a record of its own. */
export function topWindow(): Window {
  let page: Window = window;
  while (page.parent !== page && isOwn(page.parent)) page = page.parent;
  return page;
}

function isOwn(other: Window): boolean {
  try {
    return other.document !== undefined;
  } catch {
    // A page of another origin holds ours in a frame.
    return false;
  }
}
