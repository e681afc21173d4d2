import { Button } from "@fluentui/react-components";

import { ClipboardPasteRegular, ShieldCheckmarkRegular } from "../../icons";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { headline, sentence } from "../../text/sentence";
import { token as text } from "../../text/token";
import { TokenReport } from "./TokenReport";
import type { LastToken } from "./useToken";
import "./token.css";

interface TokenPageProps {
  last: LastToken;
  inspect: () => void;
}

/** The last token that was rehearsed or inspected. Its verdict is the title. */
export function TokenPage({ last, inspect }: TokenPageProps) {
  const { token, error, reading } = last;
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
  if (token === null) {
    return (
      <>
        <PageTitle title={text.title} />
        {error !== null && <Finding state="warn" title={text.couldNotRead} error={error} />}
        <section className="token-empty">
          <ShieldCheckmarkRegular fontSize={32} aria-hidden />
          <h2>{text.empty.title}</h2>
          <p>{text.empty.how}</p>
          {button}
        </section>
      </>
    );
  }
  const { head, rest } = headline(token.view.verdict);
  return (
    <>
      <PageTitle
        title={head}
        intro={text.intro(text.from[token.from], sentence(rest || token.view.kind))}
        testId="token-verdict"
      >
        {button}
      </PageTitle>
      {error !== null && <Finding state="warn" title={text.couldNotRead} error={error} />}
      <TokenReport key={token.serial} token={token.view} />
    </>
  );
}
