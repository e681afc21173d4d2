import { type ReactNode, useEffect, useRef } from "react";

import { useSurroundings } from "../window/context";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import "./shell.css";

/** Around every page: where one is, how the journey stands, and whether this is practice. */
export function Shell({ children }: { children: ReactNode }) {
  const { page, status } = useSurroundings();
  const content = useRef<HTMLElement>(null);
  useEffect(() => content.current?.scrollTo?.(0, 0), [page]);
  return (
    <div className={status.environment.cloud === "practice" ? "shell shell-practice" : "shell"}>
      <TopBar />
      <Rail />
      <main className="shell-content" ref={content}>
        {children}
      </main>
    </div>
  );
}
