import type { KeptView } from "../../ipc/bindings/KeptView";
import { StateIcon } from "../../parts/StateIcon";
import { register } from "../../text/register";
import { day } from "./day";

const text = register.secret;
const states = { good: "fine", "end-unknown": "warn", "ends-soon": "warn", ended: "fail", "not-in-keyring": "fail" } as const;

/** The secret by its first characters, and until when it is good. */
export function KeptSecret({ kept }: { kept: KeptView }) {
  const { verdict, end, days_left } = kept;
  return (
    <span className="register-kept" data-testid="kept-secret">
      <StateIcon state={states[verdict]} />
      <span>{verdict === "not-in-keyring" ? text.notKept : text.kept}</span>
      <code>
        {kept.hint}
        {text.dots}
      </code>
      <span className="meta">{end === null ? text.endUnknown : text.ends(day(end), days_left ?? 0)}</span>
    </span>
  );
}
