import { Button } from "@fluentui/react-components";
import { Fragment } from "react";

import { ClipboardPasteRegular, ShieldCheckmarkRegular } from "../../icons";
import type { LastToken } from "../../opening/known";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { headline, sentence } from "../../text/sentence";
import { token as text } from "../../text/token";
import { TokenReport } from "./TokenReport";
import "./token.css";

interface TokenPageProps {
  last: LastToken;
  reading: boolean;
  inspect: () => void;
}

/** The last token that was rehearsed or inspected. Its verdict is the title. */
export function TokenPage({ last, reading, inspect }: TokenPageProps) {
  const { token, error, serial } = last;
  const button = (
    <Button
      appearance={token === null ? "primary" : "secondary"}
      icon={<ClipboardPasteRegular />}
      disabledFocusable={reading}
      onClick={inspect}
      data-testid="inspect"
    >
      {reading ? text.reading : text.inspect}
    </Button>
  );
  if (error !== null || token === null) {
    return (
      <Fragment key={serial}>
        <PageTitle title={error === null ? text.title : headline(error.message).head}>{token !== null && button}</PageTitle>
        {error !== null && <Finding state="warn" title={text.couldNotRead} error={error} />}
        {token === null ? (
          <section className="token-empty">
            <ShieldCheckmarkRegular fontSize={32} aria-hidden />
            <h2>{text.empty.title}</h2>
            <p>{text.empty.how}</p>
            {button}
          </section>
        ) : (
          <>
            <h2 className="token-before" data-testid="token-verdict">
              {text.before(token.view.verdict)}
            </h2>
            <TokenReport token={token.view} level={3} />
          </>
        )}
      </Fragment>
    );
  }
  const { head, rest } = headline(token.view.verdict);
  return (
    // The focus goes to the title of each answer, which is thereby read out.
    <Fragment key={serial}>
      <PageTitle
        title={head}
        intro={text.intro(text.from[token.from], sentence(rest || token.view.kind))}
        testId="token-verdict"
      >
        {button}
      </PageTitle>
      <TokenReport token={token.view} level={2} />
    </Fragment>
  );
}
