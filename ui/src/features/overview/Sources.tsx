import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";

import type { Agreement } from "../../ipc/bindings/Agreement";
import type { AgreementSide } from "../../ipc/bindings/AgreementSide";
import { agreement as text } from "../../text/agreement";
import { sentence } from "../../text/sentence";
import { useSurroundings } from "../../window/context";

const sides: readonly AgreementSide[] = ["registration", "manifest", "code", "token", "consent"];

/** What could not be read, above everything: it says nothing about anyone's set-up. */
export function Missed({ agreement }: { agreement: Agreement }) {
  return agreement.sources
    .filter(({ error }) => error !== null)
    .map(({ side, error }) => (
      <MessageBar key={side} intent="warning" layout="multiline" className="overview-missed" data-testid={`missed-${side}`}>
        <MessageBarBody>
          <MessageBarTitle>{text.couldNotRead(text.side[side])}</MessageBarTitle>
          {sentence(error?.message ?? "")} {error?.hint != null && sentence(error.hint)} {text.saysNothing}{" "}
          <code>{error?.code}</code>
        </MessageBarBody>
      </MessageBar>
    ));
}

/** What the table was made of, and the way to what it lacks. */
export function Sources({ agreement }: { agreement: Agreement }) {
  const { go } = useSurroundings();
  const read = (side: AgreementSide) => agreement.sources.find((one) => one.side === side && one.error === null);
  return (
    <div className="overview-sources">
      <ul className="meta" aria-label={text.read}>
        {sides.map((side) => (
          <li key={side} data-testid={`source-${side}`}>
            {read(side) === undefined ? text.unread(text.side[side]) : `${text.side[side]}: ${read(side)?.what}`}
          </li>
        ))}
      </ul>
      {read("registration") === undefined && (
        <Button size="small" appearance="subtle" onClick={() => go("register")} data-testid="read-registration">
          {text.importRegistration}
        </Button>
      )}
      {read("manifest") === undefined && (
        <Button size="small" appearance="subtle" onClick={() => go("manifest")} data-testid="read-manifest">
          {text.openManifest}
        </Button>
      )}
    </div>
  );
}
