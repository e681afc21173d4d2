import { Switch } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";

import { Row } from "./Parts";

interface SwitchRowProps {
  title: string;
  sentence: ReactNode;
  on: boolean;
  disabled?: boolean;
  change: (on: boolean) => void;
  testId: string;
}

/** Something that is on or off. */
export function SwitchRow({ title, sentence, on, disabled = false, change, testId }: SwitchRowProps) {
  const id = useId();
  return (
    <Row title={title} titleId={id} sentence={sentence}>
      <Switch
        aria-labelledby={id}
        checked={on}
        disabled={disabled}
        onChange={(_, { checked }) => change(checked)}
        data-testid={testId}
      />
    </Row>
  );
}
