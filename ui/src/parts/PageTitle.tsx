import type { ReactNode } from "react";

import { useFocusOnAppearing } from "./useFocus";
import "./page-title.css";

interface PageTitleProps {
  /** The verdict where there is one, else the page's name. */
  title: ReactNode;
  intro?: string | undefined;
  /** Names title and intro together for a test. */
  testId?: string;
  /** Buttons, at the right. */
  children?: ReactNode;
}

export function PageTitle({ title, intro, testId, children }: PageTitleProps) {
  const heading = useFocusOnAppearing();
  return (
    <header className="page-title">
      <div data-testid={testId}>
        <h1 ref={heading} tabIndex={-1} data-testid="page-title">
          {title}
        </h1>
        {intro !== undefined && <p>{intro}</p>}
      </div>
      {children !== undefined && children !== false && <div className="page-title-actions">{children}</div>}
    </header>
  );
}
