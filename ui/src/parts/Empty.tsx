import type { ComponentType, ReactNode } from "react";
import "./empty.css";

interface EmptyProps {
  icon: ComponentType<{ fontSize: number; "aria-hidden": boolean }>;
  /** What is missing. */
  title: string;
  /** One sentence on how to get it. */
  sentence: string;
  /** One or two buttons. */
  children?: ReactNode;
}

/** In place of what is not there yet. */
export function Empty({ icon: Icon, title, sentence, children }: EmptyProps) {
  return (
    <div className="empty" data-testid="empty">
      <Icon fontSize={32} aria-hidden />
      <h2>{title}</h2>
      <p>{sentence}</p>
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </div>
  );
}
