import { Button, Tooltip } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { CheckmarkRegular, CopyRegular } from "../icons";
import { call } from "../ipc/commands";
import { parts as text } from "../text/parts";

interface CopyButtonProps {
  /** Whole, as it is copied. */
  value: string;
  /** Names it for a screen reader and in the tooltip. */
  what: string;
  /** A label beside the icon; without one the icon stands alone. */
  label?: string;
  /** What is to be done next. */
  primary?: boolean;
  testId?: string;
}

/** Copies a value that the page shows; a check stands in the icon's place for a moment. */
export function CopyButton({ value, what, label, primary = false, testId }: CopyButtonProps) {
  const [told, setTold] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (told === null) {
      return;
    }
    const end = setTimeout(() => setTold(null), 1500);
    return () => clearTimeout(end);
  }, [told]);
  const copy = () => {
    call("copy", { text: value }).then(
      () => setTold("copied"),
      () => setTold("failed"),
    );
  };
  const name = told === "copied" ? text.copied : told === "failed" ? text.notCopied : text.copy(what);
  return (
    <Tooltip content={name} relationship={label === undefined ? "label" : "description"}>
      <Button
        appearance={label === undefined ? "subtle" : primary ? "primary" : "secondary"}
        size={primary ? "medium" : "small"}
        icon={told === "copied" ? <CheckmarkRegular fontSize={16} /> : <CopyRegular fontSize={16} />}
        onClick={copy}
        data-testid={testId}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
