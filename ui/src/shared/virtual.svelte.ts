import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { untrack } from "svelte";

/** What a list of rows of equal height needs to be drawn in a scrolled element. */
export interface Rows {
  count: number;
  /** Height of one row in pixels. */
  size: number;
  overscan?: number;
  /** Space above the first and below the last row, in pixels. */
  padding?: number;
}

/** A window on a long list: only what is seen is in the document. */
export function useVirtual(scroller: () => HTMLElement | undefined, rows: () => Rows) {
  let items: VirtualItem[] = $state.raw([]);
  let total = $state(0);

  const options = () => ({
    count: rows().count,
    estimateSize: () => rows().size,
    overscan: rows().overscan ?? 6,
    paddingStart: rows().padding ?? 0,
    paddingEnd: rows().padding ?? 0,
    getScrollElement: () => scroller() ?? null,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: read,
  });

  const virtual = untrack(() => new Virtualizer<HTMLElement, HTMLElement>(options()));

  function read() {
    items = virtual.getVirtualItems();
    total = virtual.getTotalSize();
  }

  $effect(() => {
    const next = options();
    const found = scroller();
    untrack(() => {
      virtual.setOptions(next);
      virtual.measure();
      if (found) virtual._willUpdate();
      read();
    });
  });
  $effect(() => untrack(() => virtual._didMount()));

  return {
    get items() {
      return items;
    },
    /** Height of the whole list in pixels. */
    get total() {
      return total;
    },
    /** Brings a row into view; does nothing where it is seen already. */
    reveal(index: number) {
      virtual.scrollToIndex(index, { align: "auto" });
    },
  };
}
