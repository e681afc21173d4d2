import { Button, type ButtonProps } from "@fluentui/react-components";
import { useContext } from "react";

import { SurroundingsContext } from "../window/context";
import type { Way } from "../window/way";

interface WaysProps {
  ways: readonly Way[];
  /** The first is the one button of the page that is blue. */
  primary: boolean;
  size?: ButtonProps["size"];
  /** Of the first. */
  testId: string;
}

/** The ways to where something works again, the likeliest first. Nothing where no window stands around. */
export function Ways({ ways, primary, size, testId }: WaysProps) {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) {
    return null;
  }
  return ways.map(({ label, errand }, at) => (
    <Button
      key={label}
      appearance={at === 0 && primary ? "primary" : "secondary"}
      {...(size !== undefined && { size })}
      onClick={() => surroundings.send(errand)}
      data-testid={at === 0 ? testId : `${testId}-${at + 1}`}
    >
      {label}
    </Button>
  ));
}
