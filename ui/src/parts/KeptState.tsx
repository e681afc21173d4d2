import type { ReactNode } from "react";

import type { KeptView } from "../ipc/bindings/KeptView";
import type { State } from "../journey";
import { kept as text } from "../text/kept";
import { StateIcon } from "./StateIcon";
import "./kept-state.css";

const states: Readonly<Record<KeptView["verdict"], State>> = {
  good: "fine",
  "end-unknown": "warn",
  "ends-soon": "warn",
  ended: "fail",
  "not-in-keyring": "fail",
  "of-another-cloud": "warn",
};

/** Whether a secret or a certificate is kept, by what it is known, and until when it is good. */
export function KeptState({ kept, testId, children }: { kept: KeptView; testId: string; children?: ReactNode }) {
  const { verdict, end, days_left, in_keyring, hint } = kept;
  const state = states[verdict];
  // Of a keyring that nobody looked into nothing is fine.
  const where =
    verdict === "not-in-keyring"
      ? text.notInKeyring
      : verdict === "of-another-cloud"
        ? text.ofAnotherCloud
        : in_keyring === null
          ? text.notLookedInto
          : text.inKeyring;
  return (
    <span className="kept-state" data-testid={testId}>
      <StateIcon state={in_keyring === null && state === "fine" ? "waiting" : state} />
      <span>{where}</span>
      {children}
      {hint !== null && (
        <code>
          {hint}
          {"•".repeat(12)}
        </code>
      )}
      <span className="meta">{end === null ? text.endUnknown : text.until(end, days_left ?? 0)}</span>
    </span>
  );
}
