import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { Listing } from "../model/history";
import type { HistoryItem } from "../model/ports";
import { Loading } from "./Loading";
import type { Wording } from "./shared";
import * as styles from "./styles";
import { useWindowing } from "./windowing";

interface EntryListProps<Item> {
  readonly title: string;
  readonly listing: Listing<Item>;
  readonly wording: Wording;
  readonly onMore: () => void;
  /** Whether a form is open in the row, which then stays drawn. */
  readonly isOpen: (item: Item) => boolean;
  readonly children: (item: Item) => React.ReactElement;
}

/** Up to so many rows, all of them here, are simply drawn. */
const plainRows = 50;

/** So many rows before the end of what was read, the next page is read. */
const readAhead = 10;

/** A part of the history: its entries, as many as were read, and what leads to the others. */
export function EntryList<Item extends HistoryItem>(props: EntryListProps<Item>): React.ReactElement {
  const { title, listing, wording, onMore } = props;
  const { text, number } = wording;
  const { items, next, loading, failure, stale } = listing;
  const hasMore = next !== undefined || stale;
  const top = React.useRef<HTMLElement>(null);
  const asked = React.useRef(false);
  React.useLayoutEffect(() => {
    // The button that was pressed goes with the last page.
    if (asked.current && !hasMore) top.current?.focus({ preventScroll: true });
    asked.current &&= hasMore;
  }, [hasMore]);
  const heading = (
    <strong ref={top} tabIndex={-1}>
      {title} {items.length > 0 && <span style={styles.quiet}>{number(items.length) + (next ? "+" : "")}</span>}
    </strong>
  );
  return (
    <div>
      {heading}
      {items.length > 0 ? (
        <Rows {...props} />
      ) : (
        !stale && !loading && <div style={styles.quiet}>{text("History_None")}</div>
      )}
      {failure !== undefined && (
        <div role="alert" style={styles.warning}>
          {failure || text("History_Failed")}
        </div>
      )}
      {loading && <Loading text={text} />}
      {hasMore && (
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={loading}
          onClick={() => {
            asked.current = true;
            onMore();
          }}
        >
          {text(failure === undefined ? "Action_ShowMore" : "Error_Retry")}
        </Button>
      )}
    </div>
  );
}

function Rows<Item extends HistoryItem>(props: EntryListProps<Item>): React.ReactElement {
  const { items, next } = props.listing;
  return next === undefined && items.length <= plainRows ? <PlainRows {...props} /> : <WindowedRows {...props} />;
}

function PlainRows<Item extends HistoryItem>({ title, listing, children }: EntryListProps<Item>): React.ReactElement {
  return (
    <ul role="list" aria-label={title} style={styles.plainList}>
      {listing.items.map(item => (
        <li key={item.id} style={styles.entry}>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

function WindowedRows<Item extends HistoryItem>(props: EntryListProps<Item>): React.ReactElement {
  const { title, listing, onMore, isOpen, children } = props;
  const { items, next, loading, failure } = listing;
  const list = React.useRef<HTMLUListElement>(null);
  const [focused, setFocused] = React.useState<string>();
  const pinned = items.findIndex(item => item.id === focused || isOpen(item));
  const windowing = useWindowing(list, items.length, index => items[index]?.id ?? "", pinned);
  const last = windowing.items.filter(({ index }) => index !== pinned).pop()?.index ?? 0;
  const wantsMore = next !== undefined && !loading && failure === undefined && last >= items.length - readAhead;
  // Reading begins by scrolling; the first page alone is no reason to read the second.
  const scrolled = last > 0 && windowing.items[0]?.index !== 0;
  React.useEffect(() => {
    if (wantsMore && scrolled) onMore();
  }, [wantsMore, scrolled, onMore]);
  return (
    <ul
      ref={list}
      role="list"
      aria-label={title}
      style={{ ...styles.plainList, position: "relative", height: windowing.height }}
    >
      {windowing.items.map(({ index, key, start }) => {
        const item = items[index];
        if (!item) return null;
        return (
          <li
            key={String(key)}
            ref={windowing.measure}
            data-index={index}
            // How many there are is known once all were read.
            aria-setsize={next === undefined ? items.length : -1}
            aria-posinset={index + 1}
            style={{ ...styles.entry, ...styles.windowedRow, transform: `translateY(${start - windowing.margin}px)` }}
            onFocus={() => setFocused(item.id)}
            onBlur={() => setFocused(undefined)}
          >
            {children(item)}
          </li>
        );
      })}
    </ul>
  );
}
