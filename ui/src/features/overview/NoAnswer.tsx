import type { AppError } from "../../ipc/bindings/AppError";
import { Finding } from "../../parts/Finding";
import { overview } from "../../text/overview";

/** Why a rehearsal has no answer, where it was not a person who wanted it so. */
export function NoAnswer({ error }: { error: AppError }) {
  return wasStopped(error) ? null : (
    <Finding state="warn" title={overview.couldNot.title} error={error}>
      <p>{overview.couldNot.nothing}</p>
    </Finding>
  );
}

export function wasStopped(error: AppError): boolean {
  return error.code === "cancelled";
}
