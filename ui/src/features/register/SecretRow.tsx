import { Button } from "@fluentui/react-components";
import { useState } from "react";

import { ArrowSyncRegular, CertificateRegular, KeyRegular } from "../../icons";
import { call } from "../../ipc/commands";
import { KeptState } from "../../parts/KeptState";
import { KeyringTold } from "../../parts/KeyringTold";
import { StateIcon } from "../../parts/StateIcon";
import { useKeyring } from "../../parts/useKeyring";
import { keyring as words } from "../../text/kept";
import { parts } from "../../text/parts";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";
import { SecretActions } from "./SecretActions";
import type { SecretsState } from "./useSecrets";
import "./secret.css";

const text = register.secret;

/** By what the add-in's server proves who it is: what is kept of it, and into the keyring with it. Its value is never here. */
export function SecretRow({ secrets }: { secrets: SecretsState }) {
  const keyring = useKeyring(secrets.reload);
  const [end, setEnd] = useState("");
  const { own, certificate } = secrets;
  const refused = secrets.error ?? secrets.secrets?.error ?? null;
  const keepEnd = () =>
    void keyring
      .run(async () => {
        const { notes } = await call("set_secret_end", { end });
        return { title: text.endKept, notes };
      })
      .then((error) => error === null && setEnd(""));
  return (
    <div className="register-secret" data-testid="secret">
      {(own !== null || refused === null) && (
        <p className="register-secret-state">
          <KeyRegular fontSize={16} aria-hidden />
          {own !== null ? (
            <KeptState kept={own} testId="kept-secret" />
          ) : (
            <span>
              {text.none}. <span className="meta">{certificate === null ? text.noneYet : text.certificateInstead}</span>
            </span>
          )}
        </p>
      )}
      {certificate !== null && (
        <p className="register-secret-state">
          <CertificateRegular fontSize={16} aria-hidden />
          <KeptState kept={certificate} testId="kept-certificate">
            <span>{certificate.subject ?? text.certificate}</span>
          </KeptState>
        </p>
      )}
      {refused !== null && (
        <div className="register-secret-state" role="status" data-testid="keyring-error">
          <StateIcon state="warn" />
          <span>
            {own === null && certificate === null ? text.notKnown : words.notLookedInto}: {sentence(refused.message)}{" "}
            <span className="meta">
              {refused.hint !== null && `${sentence(refused.hint)} `}
              {words.notYours}
            </span>
          </span>
          <Button
            size="small"
            icon={<ArrowSyncRegular fontSize={16} />}
            onClick={secrets.reload}
            data-testid="look-again"
          >
            {parts.again}
          </Button>
        </div>
      )}
      <SecretActions
        keyring={keyring}
        own={own}
        certificate={certificate}
        end={end}
        setEnd={setEnd}
        keepEnd={keepEnd}
        changed={secrets.reload}
      />
      <KeyringTold keyring={keyring} />
    </div>
  );
}
