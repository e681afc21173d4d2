import { Button } from "@fluentui/react-components";
import { Fragment, useState } from "react";

import { ArrowSyncRegular, ClipboardPasteRegular, ShieldCheckmarkRegular } from "../../icons";
import type { KnownToken, LastToken } from "../../opening/known";
import { Empty } from "../../parts/Empty";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { TimeRing } from "../../parts/TimeRing";
import { headline } from "../../text/sentence";
import { token as text } from "../../text/token";
import { useErrand, useSurroundings } from "../../window/context";
import { More } from "./More";
import { PasteToken } from "./PasteToken";
import { ReportDialog } from "./ReportDialog";
import { TokenReport } from "./TokenReport";
import { intro } from "./intro";
import "./token.css";

interface TokenPageProps {
  last: LastToken;
  reading: boolean;
  /** The token in the clipboard, or the text that somebody pasted. */
  inspect: (text?: string) => void;
}

/** The last token that was signed in for, rehearsed or inspected. Its verdict is the title. */
export function TokenPage({ last, reading, inspect }: TokenPageProps) {
  const { token, error, serial } = last;
  const [pasting, setPasting] = useState(false);
  useErrand("token", (errand) => {
    if (errand.do !== "show") {
      inspect(errand.do === "check" ? errand.text : undefined);
    }
  });
  const check = (pasted: string) => {
    setPasting(false);
    inspect(pasted);
  };
  const paste = pasting && <PasteToken check={check} close={() => setPasting(false)} />;
  const inspectButton = (
    <Button
      appearance="secondary"
      icon={<ClipboardPasteRegular />}
      disabledFocusable={reading}
      onClick={() => inspect()}
      data-testid="inspect"
    >
      {reading ? text.reading : token === null ? text.inspect : text.inspectShort}
    </Button>
  );
  if (token === null) {
    return (
      <Fragment key={serial}>
        <PageTitle title={error === null ? text.title : headline(error.message).head} />
        {error !== null && <Finding state="warn" title={text.couldNotRead} error={error} />}
        <NoToken paste={() => setPasting(true)} inspectButton={inspectButton} />
        {paste}
      </Fragment>
    );
  }
  if (error !== null) {
    return (
      <Fragment key={serial}>
        <PageTitle title={headline(error.message).head}>{inspectButton}</PageTitle>
        <Finding state="warn" title={text.couldNotRead} error={error} />
        <h2 className="token-before" data-testid="token-verdict">
          {text.before(token.view.verdict)}
        </h2>
        <TokenReport token={token.view} level={3} />
      </Fragment>
    );
  }
  return (
    // The focus goes to the title of each answer, which is thereby read out.
    <Fragment key={serial}>
      <Verdict token={token} inspectButton={inspectButton}>
        <More
          handle={token.handle}
          paste={() => setPasting(true)}
          inspect={token.from === "sign-in" ? () => inspect() : null}
        />
      </Verdict>
      {paste}
      {token.unchecked !== null && (
        <div className="token-unverified">
          <Finding state="warn" title={text.unchecked} error={token.unchecked}>
            <p>{text.uncheckedMore}</p>
          </Finding>
        </div>
      )}
      <TokenReport token={token.view} level={2} />
    </Fragment>
  );
}

function NoToken({ paste, inspectButton }: { paste: () => void; inspectButton: React.ReactNode }) {
  const { go } = useSurroundings();
  return (
    <Empty icon={ShieldCheckmarkRegular} title={text.empty.title} sentence={text.empty.how}>
      <Button appearance="primary" onClick={() => go("sign-in")} data-testid="token-sign-in">
        {text.signIn}
      </Button>
      {inspectButton}
      <Button onClick={paste} data-testid="paste">
        {text.paste}
      </Button>
    </Empty>
  );
}

interface VerdictProps {
  token: KnownToken;
  /** In place of a sign-in, where the token came from none. */
  inspectButton: React.ReactNode;
  children: React.ReactNode;
}

function Verdict({ token, inspectButton, children }: VerdictProps) {
  const { send, status } = useSurroundings();
  const { view, from } = token;
  const { head, rest } = headline(view.verdict);
  return (
    <div className="token-head">
      {view.issued !== null && view.expires !== null && (
        <TimeRing issued={view.issued} expires={view.expires} size={56} />
      )}
      <PageTitle title={head} intro={intro(token, rest, status.profile)} testId="token-verdict">
        {from === "sign-in" ? (
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
        {children}
      </PageTitle>
    </div>
  );
}
