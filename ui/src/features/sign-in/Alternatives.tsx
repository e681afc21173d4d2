import { Button, Textarea } from "@fluentui/react-components";
import { useId, useState } from "react";

import { ClipboardPasteRegular, PhoneKeyRegular, StethoscopeRegular, WindowDevToolsRegular } from "../../icons";
import { CopyButton } from "../../parts/CopyButton";
import { signIn as text } from "../../text/sign-in";
import { useSurroundings } from "../../window/context";

interface AlternativesProps {
  busy: boolean;
  device: () => void;
  inspect: () => void;
}

/** The other ways to a token, and what to do with an error that the browser keeps. */
export function Alternatives({ busy, device, inspect }: AlternativesProps) {
  return (
    <aside className="sign-in-side">
      <section className="card sign-in-card">
        <h2>
          <PhoneKeyRegular fontSize={20} aria-hidden /> {text.device.title}
        </h2>
        <p>{text.device.how}</p>
        <p className="meta">{text.device.needs}</p>
        <div>
          <Button disabledFocusable={busy} onClick={() => !busy && device()} data-testid="device-start">
            {text.device.button}
          </Button>
        </div>
      </section>
      <BrowserError />
      <section className="card sign-in-card">
        <h2>
          <WindowDevToolsRegular fontSize={20} aria-hidden /> {text.addIn.title}
        </h2>
        <p>{text.addIn.how}</p>
        <p className="sign-in-line">
          <code data-testid="add-in-line">{text.addIn.line}</code>
          <CopyButton value={text.addIn.line} what={text.addIn.copy} testId="copy-line" />
        </p>
        <div>
          <Button icon={<ClipboardPasteRegular />} onClick={inspect} data-testid="sign-in-inspect">
            {text.addIn.inspect}
          </Button>
        </div>
      </section>
    </aside>
  );
}

function BrowserError() {
  const { send } = useSurroundings();
  const [shown, setShown] = useState("");
  const id = useId();
  const empty = shown.trim() === "";
  // An address that was pasted may have a code in it: it is not kept here besides.
  const diagnose = () => {
    setShown("");
    send({ page: "diagnose", do: "diagnose", text: shown });
  };
  return (
    <section className="card sign-in-card">
      <h2 id={id}>
        <StethoscopeRegular fontSize={20} aria-hidden /> {text.browserError.title}
      </h2>
      <p>{text.browserError.how}</p>
      <Textarea
        aria-label={text.browserError.label}
        placeholder={text.browserError.example}
        value={shown}
        rows={2}
        resize="vertical"
        onChange={(_, { value }) => setShown(value)}
        data-testid="browser-error"
      />
      <div>
        <Button
          disabledFocusable={empty}
          onClick={() => !empty && diagnose()}
          data-testid="browser-error-diagnose"
        >
          {text.browserError.button}
        </Button>
      </div>
    </section>
  );
}
