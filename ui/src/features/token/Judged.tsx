import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";

import { ArrowSyncRegular } from "../../icons";
import type { KnownToken } from "../../opening/known";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { TimeRing } from "../../parts/TimeRing";
import { Ways } from "../../parts/Ways";
import { headline } from "../../text/sentence";
import { token as text } from "../../text/token";
import { useSurroundings } from "../../window/context";
import { More } from "./More";
import { ReportDialog } from "./ReportDialog";
import { TokenReport } from "./TokenReport";
import { useEnded } from "./ended";
import { waysToCheck } from "./fix";
import { intro } from "./intro";

interface JudgedProps {
  token: KnownToken;
  /** In place of a sign-in, where the token came from none. */
  inspectButton: ReactNode;
  inspect: () => void;
  openPaste: () => void;
  /** Below the verdict. */
  children: ReactNode;
}

/** A token with its verdict, which is another one as soon as it ends. */
export function Judged({ token, inspectButton, inspect, openPaste, children }: JudgedProps) {
  const { send, status } = useSurroundings();
  const { issued, expires } = token.view;
  const { view, isOver } = useEnded(token.view);
  const { head, rest } = headline(view.verdict);
  const waysOn = token.unchecked === null ? [] : waysToCheck(token.unchecked);
  return (
    <>
      <div className="token-head">
        {issued !== null && expires !== null && <TimeRing issued={issued} expires={expires} size={56} />}
        <PageTitle title={head} intro={intro({ ...token, view }, rest, status.profile)} testId="token-verdict">
          {token.from === "sign-in" ? (
            <Button
              appearance="subtle"
              icon={<ArrowSyncRegular />}
              onClick={() => send({ page: "sign-in", do: "again" })}
              data-testid="sign-in-again"
            >
              {text.signInAgain}
            </Button>
          ) : (
            inspectButton
          )}
          <ReportDialog view={view} />
          <More handle={isOver ? null : token.handle} paste={openPaste} inspect={token.from === "sign-in" ? inspect : null} />
        </PageTitle>
      </div>
      {/* It ends by itself, while somebody may be anywhere on the page. */}
      <p className="hidden-text" role="status">
        {isOver && head}
      </p>
      {children}
      {token.unchecked !== null && (
        <div className="token-unverified">
          <Finding
            state="warn"
            title={text.unchecked}
            error={token.unchecked}
            actions={waysOn.length === 0 ? undefined : <Ways ways={waysOn} primary={false} testId="unchecked-fix" />}
          >
            <p>{text.uncheckedMore}</p>
          </Finding>
        </div>
      )}
      <TokenReport token={view} level={2} />
    </>
  );
}
