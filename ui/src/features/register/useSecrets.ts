import { useCallback, useEffect, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { KeptView } from "../../ipc/bindings/KeptView";
import type { SecretsView } from "../../ipc/bindings/SecretsView";
import { call } from "../../ipc/commands";

export interface SecretsState {
  secrets: SecretsView | null;
  error: AppError | null;
  /** The client secret of the add-in that the facts name. */
  own: KeptView | null;
  /** The one of the same add-in, in place of a secret. */
  certificate: KeptView | null;
  reload: () => void;
}

/** What is kept in the keyring; looked up each time the page is shown. */
export function useSecrets(): SecretsState {
  const [secrets, setSecrets] = useState<SecretsView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const reload = useCallback(() => {
    call("secrets", {}).then(
      (told) => {
        setSecrets(told);
        setError(null);
      },
      (reason: AppError) => setError(reason),
    );
  }, []);
  useEffect(reload, [reload]);
  const of = (kind: KeptView["kind"]) => secrets?.kept.find((kept) => kept.own && kept.kind === kind) ?? null;
  return { secrets, error, own: of("client-secret"), certificate: of("certificate-key"), reload };
}
