import { Button } from "@fluentui/react-components";
import { Fragment, useState } from "react";

import { ClipboardPasteRegular, ShieldCheckmarkRegular } from "../../icons";
import type { TokenView } from "../../ipc/bindings/TokenView";
import type { LastToken } from "../../opening/known";
import { Empty } from "../../parts/Empty";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { headline } from "../../text/sentence";
import { token as text } from "../../text/token";
import { useErrand, useSurroundings } from "../../window/context";
import { Judged } from "./Judged";
import { PasteToken } from "./PasteToken";
import { TokenReport } from "./TokenReport";
import { useEnded } from "./ended";
import "./token.css";

interface TokenPageProps {
  last: LastToken;
  reading: boolean;
  /** The token in the clipboard, or the text that somebody pasted. */
  inspect: (text?: string) => void;
  showOwn: (profile: string) => void;
}

/** The last token that was signed in for, rehearsed or inspected. Its verdict is the title. */
export function TokenPage({ last, reading, inspect, showOwn }: TokenPageProps) {
  const { status } = useSurroundings();
  const { token, error, serial } = last;
  const [pasting, setPasting] = useState(false);
  useErrand("token", (errand) => {
    switch (errand.do) {
      case "show":
        return;
      case "show-own":
        return showOwn(status.profile);
      case "inspect-clipboard":
        return inspect();
      case "check":
        return inspect(errand.text);
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
        <Before token={token.view} />
      </Fragment>
    );
  }
  return (
    // The focus goes to the title of each answer, which is thereby read out.
    <Judged key={serial} token={token} inspectButton={inspectButton} inspect={() => inspect()} openPaste={() => setPasting(true)}>
      {paste}
    </Judged>
  );
}

/** The last token, below why there is no newer one. */
function Before({ token }: { token: TokenView }) {
  const { view } = useEnded(token);
  return (
    <>
      <h2 className="token-before" data-testid="token-verdict">
        {text.before(view.verdict)}
      </h2>
      <TokenReport token={view} level={3} />
    </>
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
