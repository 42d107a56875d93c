import * as React from "react";

export interface ElementSize {
  width: number;
  height: number;
}

/** The inner size of an element in pixels, followed as it changes; zero until it is known. */
export function useElementSize(element: React.RefObject<HTMLElement>): ElementSize {
  const [size, setSize] = React.useState<ElementSize>({ width: 0, height: 0 });
  React.useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const measure = () => setSize({ width: watched.clientWidth, height: watched.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
}
