import type { ReactNode } from "react";

import type { Page } from "../ipc/bindings/Page";
import type { LiveStep, State } from "../journey";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import "./shell.css";

interface ShellProps {
  page: Page | null;
  steps: readonly LiveStep[];
  /** How the last token stands, wherever it came from. */
  token: State | null;
  go: (page: Page) => void;
  children: ReactNode;
}

/** Around every page: where one is, how the journey stands, and that this is practice. */
export function Shell({ page, steps, token, go, children }: ShellProps) {
  return (
    <div className="shell">
      <TopBar />
      <Rail page={page} steps={steps} token={token} go={go} />
      <main className="shell-content" key={page}>
        {children}
      </main>
    </div>
  );
}
