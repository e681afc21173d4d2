import { type ReactNode, useId } from "react";

import { settings } from "../../text/settings";
import { Rows } from "./Parts";

/** A part of the list; where there is nothing it says so. */
export function Group({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className="settings-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {empty ? <p className="meta">{settings.privacy.written.nothing}</p> : <Rows>{children}</Rows>}
    </section>
  );
}
