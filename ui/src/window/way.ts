import type { Errand } from "./errand";

/** A way on: what its button says, and the page that puts it right. */
export interface Way {
  label: string;
  errand: Errand;
}
