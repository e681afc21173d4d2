import { Link } from "@fluentui/react-components";
import type { ReactNode } from "react";

import { OpenRegular } from "../icons";
import { call } from "../ipc/commands";
import "./why.css";

/** A page on the web, opened by the system's browser, or not at all: then its address stands in the tooltip. */
export function WebLink({ address, children }: { address: string; children: ReactNode }) {
  return (
    <Link
      as="button"
      className="web-link"
      onClick={() => void call("open_in_browser", { address }).catch(() => undefined)}
      title={address}
      data-testid="reference"
    >
      {children} <OpenRegular fontSize={12} aria-hidden />
    </Link>
  );
}
