import { Button, Field, Textarea } from "@fluentui/react-components";
import { type KeyboardEvent, useCallback, useRef, useState } from "react";

import { DismissRegular, StethoscopeRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { DiagnosedView } from "../../ipc/bindings/DiagnosedView";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { diagnose as text } from "../../text/diagnose";
import { useErrand, useSurroundings } from "../../window/context";
import { Diagnosed } from "./Diagnosed";
import "./diagnose.css";

interface Answer {
  view: DiagnosedView | null;
  error: AppError | null;
  /** Of this text: an answer stands beside no other. */
  of: string;
}

/** One box for anything that went wrong, and what it means. */
export default function DiagnosePage() {
  const { profile } = useSurroundings().status;
  const [typed, setTyped] = useState("");
  return <OfProfile key={profile} typed={typed} setTyped={setTyped} />;
}

interface OfProfileProps {
  typed: string;
  setTyped: (typed: string) => void;
}

/** What was found depends on the add-in; what was typed does not. */
function OfProfile({ typed, setTyped }: OfProfileProps) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [reading, setReading] = useState(false);
  const newest = useRef(0);
  const diagnose = useCallback((of: string) => {
    newest.current += 1;
    const mine = newest.current;
    setReading(true);
    call("diagnose", { text: of })
      .then(
        (view) => mine === newest.current && setAnswer({ view, error: null, of }),
        (error: AppError) => mine === newest.current && setAnswer({ view: null, error, of }),
      )
      .finally(() => mine === newest.current && setReading(false));
  }, []);
  useErrand("diagnose", ({ text: sent }) => {
    setTyped(sent);
    diagnose(sent);
  });
  const clear = () => {
    newest.current += 1;
    setTyped("");
    setAnswer(null);
    setReading(false);
  };
  const { send } = useSurroundings();
  // A token is not kept here any longer than it takes.
  const handOn = (token: string) => {
    clear();
    send({ page: "token", do: "check", text: token });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typed.trim() !== "") {
      event.preventDefault();
      diagnose(typed);
    }
  };
  return (
    <div className="diagnose">
      <PageTitle title={text.title} intro={text.intro} />
      <div className="card diagnose-box">
        <Field label={{ children: text.field, className: "hidden-text" }}>
          <Textarea
            className="diagnose-text"
            appearance="filled-lighter"
            value={typed}
            onChange={(_, { value }) => setTyped(value)}
            // What is pasted whole is looked at once, without another click.
            onPaste={(event) => {
              const pasted = event.clipboardData.getData("text");
              if (typed === "" && pasted.trim() !== "") {
                diagnose(pasted);
              }
            }}
            onKeyDown={pressed}
            placeholder={text.placeholder}
            textarea={{ spellCheck: false, "data-testid": "diagnose-text" } as never}
          />
        </Field>
        <div className="diagnose-box-foot">
          <ul className="diagnose-chips" aria-live="polite">
            {answer?.view?.recognised.map((what) => (
              <li key={what} data-testid={`recognised-${what}`}>
                {text.recognised[what]}
              </li>
            ))}
          </ul>
          {typed !== "" && (
            <Button appearance="subtle" icon={<DismissRegular />} onClick={clear} data-testid="clear">
              {text.clear}
            </Button>
          )}
          <Button
            appearance={answer === null ? "primary" : "secondary"}
            icon={<StethoscopeRegular />}
            disabledFocusable={typed.trim() === "" || reading}
            onClick={() => diagnose(typed)}
            data-testid="diagnose"
          >
            {reading ? text.reading : text.diagnose}
          </Button>
        </div>
      </div>
      <div role="status" className="diagnose-answer">
        {answer?.error != null && <Finding state="warn" title={text.couldNot} error={answer.error} />}
        {answer?.view != null && <Diagnosed key={answer.of} view={answer.view} of={answer.of} handOn={handOn} />}
      </div>
    </div>
  );
}
