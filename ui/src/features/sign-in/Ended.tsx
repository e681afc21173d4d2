import { Button } from "@fluentui/react-components";

import type { AppError } from "../../ipc/bindings/AppError";
import type { CheckOutcome } from "../../ipc/bindings/CheckOutcome";
import type { SignInAsked } from "../../ipc/bindings/SignInAsked";
import type { SignedInView } from "../../ipc/bindings/SignedInView";
import { Finding } from "../../parts/Finding";
import { StateIcon } from "../../parts/StateIcon";
import { TimeRing } from "../../parts/TimeRing";
import { Ways } from "../../parts/Ways";
import { headline, sentence } from "../../text/sentence";
import { signIn as text } from "../../text/sign-in";
import { useSurroundings } from "../../window/context";
import { tokenStateOf } from "../token/tokenState";
import { Facts } from "./Facts";
import type { SignInState } from "./attempt";
import { waysOfSignIn } from "./ways";

interface EndedProps {
  ended: NonNullable<SignInState["ended"]>;
  start: (asked: Partial<SignInAsked>) => void;
}

/** How a sign-in ended, and the next step. */
export function Ended({ ended, start }: EndedProps) {
  return "error" in ended ? (
    <Failed error={ended.error} asked={ended.asked} start={start} />
  ) : (
    <SignedIn answer={ended.answer} />
  );
}

/** Perhaps over something that the browser shows and that nobody hears of here. */
const nobodyCame = ["sign-in-timed-out", "device-code-expired"];

function Failed({ error, asked, start }: { error: AppError; asked: SignInAsked | null; start: EndedProps["start"] }) {
  const { send, status } = useSurroundings();
  const known = /^AADSTS\d+$/.test(error.code);
  const ways = waysOfSignIn(error.code);
  // What was not tried is no failure: Rust tells the one from the other.
  const refused = status.steps.some(({ step, state }) => step === "sign-in" && state === "fail");
  return (
    <Finding
      state={refused ? "fail" : "warn"}
      title={refused ? text.failed : text.notTried}
      error={error}
      message={headline(error.message).rest || error.message}
      actions={
        <>
          <Ways ways={ways} primary={refused} testId="sign-in-fix" />
          <Button appearance={refused && ways.length > 0 ? "secondary" : "primary"} onClick={() => start(asked ?? {})} data-testid="sign-in-retry">
            {text.tryAgain}
          </Button>
          {known && (
            <Button onClick={() => send({ page: "diagnose", do: "diagnose", text: `${error.code}: ${error.message}` })}>
              {text.diagnose}
            </Button>
          )}
        </>
      }
    >
      {!refused && !nobodyCame.includes(error.code) && <p>{text.nothingAboutSetUp}</p>}
    </Finding>
  );
}

function SignedIn({ answer: { account, token, kept, scopes } }: { answer: SignedInView }) {
  const { send } = useSurroundings();
  const fails = token !== null && tokenStateOf(token) === "fail";
  const count = (outcome: CheckOutcome) => token?.checks.filter((check) => check.outcome === outcome).length ?? 0;
  return (
    <section className="card sign-in-card" data-testid="signed-in">
      {token !== null && (
        <div className="sign-in-token">
          {token.issued !== null && token.expires !== null && (
            <TimeRing issued={token.issued} expires={token.expires} size={56} />
          )}
          <p className="sign-in-verdict">
            <StateIcon state={tokenStateOf(token)} />
            <span>{text.done.checked(count("fail"), token.checks.length)}</span>
          </p>
        </div>
      )}
      <Facts tenant={account.tenant_id ?? ""} app={account.client_id} scopes={scopes} />
      {kept.state === "in-keyring" ? (
        <p className="meta">{text.done.kept}</p>
      ) : (
        <p className="sign-in-verdict" data-testid="not-kept">
          <StateIcon state="warn" />
          <span>
            {text.done.notKept}: {sentence(kept.why.message)} {sentence(kept.why.hint ?? "")}
          </span>
        </p>
      )}
      <div className="finding-actions">
        <Button
          appearance={fails ? "primary" : "secondary"}
          onClick={() => send({ page: "token", do: "show-own" })}
          data-testid="see-token"
        >
          {text.done.seeToken}
        </Button>
        <Button
          appearance={fails ? "secondary" : "primary"}
          onClick={() => send({ page: "on-behalf-of", do: "run" })}
          data-testid="go-on-behalf-of"
        >
          {text.done.onBehalfOf}
        </Button>
      </div>
    </section>
  );
}
