import { Fragment, type ReactNode } from "react";

/** A long name wraps after its underlines. */
export function wrappable(name: string): ReactNode {
  return name.split("_").map((part, at) => (
    <Fragment key={at}>
      {at > 0 && (
        <>
          _<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
