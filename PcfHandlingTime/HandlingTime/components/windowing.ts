import {
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
} from "@tanstack/virtual-core";
import * as React from "react";

/** Which rows of a long list are drawn, and where. */
export interface Windowing {
  readonly items: readonly VirtualItem[];
  /** Height of all rows, in pixels. */
  readonly height: number;
  /** Where the list begins within what scrolls. */
  readonly margin: number;
  readonly measure: (row: HTMLElement | null) => void;
}

/** Rows beyond the visible ones that are drawn too. */
const overscan = 6;

/** A row's height (px) until it is measured. */
const estimatedRow = 64;

/**
 * Draws only the rows of a list that its nearest scrolling ancestor shows.
 * @param keyOf Unique among the rows and the same as long as a row lives.
 * @param pinned A row that stays drawn wherever the list is scrolled to, such as the one with the focus.
 */
export function useWindowing(
  list: React.RefObject<HTMLElement>,
  count: number,
  keyOf: (index: number) => string,
  pinned: number | undefined,
): Windowing {
  const [, draw] = React.useReducer((drawn: number) => drawn + 1, 0);
  const [margin, setMargin] = React.useState(0);
  const scroller = React.useRef<HTMLElement | null>(null);
  const [virtualizer] = React.useState(() => new Virtualizer<HTMLElement, HTMLElement>(options()));

  function options() {
    return {
      count,
      getScrollElement: () => scroller.current,
      estimateSize: () => estimatedRow,
      getItemKey: keyOf,
      overscan,
      scrollMargin: margin,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      rangeExtractor: (range: Range) => {
        const visible = defaultRangeExtractor(range);
        const more = pinned !== undefined && pinned >= 0 && pinned < count && !visible.includes(pinned) ? [pinned] : [];
        return [...visible, ...more].sort((a, b) => a - b);
      },
      onChange: draw,
    };
  }

  virtualizer.setOptions(options());
  React.useLayoutEffect(() => {
    scroller.current = list.current && scrollingAncestor(list.current);
    return virtualizer._didMount();
  }, [list, virtualizer]);
  React.useLayoutEffect(() => {
    virtualizer._willUpdate();
    // What stands above the list may have grown or shrunk.
    const [inside, outside] = [list.current, scroller.current];
    if (!inside || !outside) return;
    const top = inside.getBoundingClientRect().top - outside.getBoundingClientRect().top + outside.scrollTop;
    if (Math.abs(top - margin) >= 1) setMargin(top);
  });
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    margin,
    measure: virtualizer.measureElement,
  };
}

function scrollingAncestor(element: HTMLElement): HTMLElement {
  for (let outer = element.parentElement; outer; outer = outer.parentElement)
    if (/auto|scroll/.test(getComputedStyle(outer).overflowY)) return outer;
  return document.documentElement;
}
