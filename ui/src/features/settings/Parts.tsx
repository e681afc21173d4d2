import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  intro?: string;
  /** At the right of the title. */
  end?: ReactNode;
  children: ReactNode;
  testId?: string;
}

/** A heading and what belongs to it. */
export function Section({ title, intro, end, children, testId }: SectionProps) {
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id} data-testid={testId}>
      <header className="settings-head">
        <h2 id={id}>{title}</h2>
        {intro !== undefined && <p className="meta">{intro}</p>}
        {end !== undefined && <div className="settings-head-end">{end}</div>}
      </header>
      {children}
    </section>
  );
}

/** Rows with a hairline between them. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="card settings-rows">{children}</ul>;
}

interface RowProps {
  title: ReactNode;
  /** Of the title, for the control in the row that it names. */
  titleId?: string;
  sentence?: ReactNode;
  /** Control or value, at the right. */
  children?: ReactNode;
  /** Below both, over the whole width. */
  below?: ReactNode;
  testId?: string;
}

/** What it is at the left, what to do with it at the right. */
export function Row({ title, titleId, sentence, children, below, testId }: RowProps) {
  return (
    <li className="settings-row" data-testid={testId}>
      <div className="settings-row-line">
        <div className="settings-row-words">
          <p className="settings-row-title" id={titleId}>
            {title}
          </p>
          {sentence !== undefined && <div className="meta">{sentence}</div>}
        </div>
        {children !== undefined && <div className="settings-row-end">{children}</div>}
      </div>
      {below}
    </li>
  );
}
