import { Button, Tooltip } from "@fluentui/react-components";
import { useId } from "react";

import { CertificateRegular, EditRegular, KeyRegular } from "../../icons";
import type { CredentialView } from "../../ipc/bindings/CredentialView";
import { StateIcon } from "../../parts/StateIcon";
import { onBehalfOf } from "../../text/on-behalf-of";
import { sentence } from "../../text/sentence";
import { day } from "../../text/time";
import { useSurroundings } from "../../window/context";

const text = onBehalfOf.credential;
const dots = "••••••••••";

/** The credential that would be sent: what is known of it, never it itself. */
export function CredentialCard({ credential }: { credential: CredentialView }) {
  const { send } = useSurroundings();
  const id = useId();
  const { state, hint, end, days_left, ends_soon, error } = credential;
  const certificate = state === "certificate";
  const missing = state === "none" || state === "lost";
  const change = () =>
    send(
      certificate
        ? { page: "settings", do: "show", section: "certificates" }
        : { page: "register", do: "show", id: "client-secret" },
    );
  const Icon = certificate ? CertificateRegular : KeyRegular;
  return (
    <section aria-labelledby={id} data-testid="credential" data-state={state}>
      <h2 id={id}>{certificate ? text.certificate : text.secret}</h2>
      <div className="card credential">
        <Icon fontSize={16} aria-hidden />
        <div>
          {(state === "secret" || certificate) && (
            <>
              <p>
                <code>{certificate ? hint : `${hint ?? ""}${dots}`}</code>
              </p>
              <p className="meta">{text.inKeyring}</p>
            </>
          )}
          {state === "practice" && (
            <>
              <p>{text.practice}</p>
              <p className="meta">{text.practiceHow}</p>
            </>
          )}
          {missing && (
            <>
              <p className="credential-state">
                <StateIcon state="warn" /> {state === "lost" ? text.lost : text.none}
              </p>
              <p className="meta">{text.noneHow}</p>
            </>
          )}
          {state === "not-read" && (
            <p className="credential-state">
              <StateIcon state="warn" /> {text.notRead}
            </p>
          )}
          {error !== null && <p className="meta">{sentence(error.message)}</p>}
          {end !== null && days_left !== null && (
            <p className={ends_soon ? "credential-state credential-soon" : "meta"}>
              {ends_soon && <StateIcon state={days_left < 0 ? "fail" : "warn"} />}
              {text.ends(days_left, day(end))}
            </p>
          )}
        </div>
        {missing && (
          <Button size="small" className="credential-keep" onClick={change} data-testid="credential-change">
            {text.keep}
          </Button>
        )}
        {!missing && state !== "practice" && (
          <Tooltip content={text.change} relationship="label">
            <Button
              size="small"
              appearance="subtle"
              icon={<EditRegular />}
              onClick={change}
              data-testid="credential-change"
            />
          </Tooltip>
        )}
      </div>
    </section>
  );
}
