import { createDOMRenderer } from "@fluentui/react-components";

const first = document.head.firstElementChild;

/** Fluent's styles stand before the window's own, whenever either is brought: of two rules of the same weight ours holds. */
export const renderer = createDOMRenderer(document, first instanceof HTMLElement ? { insertionPoint: first } : {});
