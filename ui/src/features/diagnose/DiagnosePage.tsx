import { Button, Field, Textarea } from "@fluentui/react-components";
import { type Dispatch, type KeyboardEvent, type SetStateAction, useCallback, useEffect, useRef, useState } from "react";

import { DismissRegular, StethoscopeRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { DiagnosedView } from "../../ipc/bindings/DiagnosedView";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { diagnose as text } from "../../text/diagnose";
import { useErrand, useSurroundings } from "../../window/context";
import { Diagnosed } from "./Diagnosed";
import type { HandedOn } from "./HandOn";
import "./diagnose.css";

interface Answer {
  view: DiagnosedView | null;
  error: AppError | null;
  /** Another one for each. */
  serial: number;
  /** What another page can check: nothing else of what was pasted is kept. */
  handOn: string | null;
  /** Why the box does not show it. */
  emptied: keyof typeof text.emptied | null;
}

/** Characters; more would keep the window from answering while they are laid out. */
const LARGE = 100_000;

/** The errors of a text that is nothing else than what must not stay on the screen. */
const ofSecrets: readonly string[] = ["secret-pasted", "redirect-without-error"];

/** As a box keeps it. */
const inBox = (text: string) => text.replace(/\r\n?/g, "\n");

/** One box for anything that went wrong, and what it means. */
export default function DiagnosePage() {
  const { profile } = useSurroundings().status;
  const [typed, setTyped] = useState("");
  return <OfProfile key={profile} typed={typed} setTyped={setTyped} />;
}

interface OfProfileProps {
  typed: string;
  setTyped: Dispatch<SetStateAction<string>>;
}

/** What was found depends on the add-in; what was typed does not. */
function OfProfile({ typed, setTyped }: OfProfileProps) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [reading, setReading] = useState(false);
  // What stands in the box is not what the answer is of.
  const [edited, setEdited] = useState(false);
  const pasting = useRef(false);
  const newest = useRef(0);
  const diagnose = useCallback(
    (of: string) => {
      newest.current += 1;
      const serial = newest.current;
      const large = of.length > LARGE;
      setReading(true);
      setEdited(false);
      const end = (view: DiagnosedView | null, error: AppError | null) => {
        if (serial !== newest.current) {
          return;
        }
        const isSecret = view === null ? error !== null && ofSecrets.includes(error.code) : view.may_hold_secret;
        const goesOn = view?.recognised.some((what) => what === "token" || what === "manifest") === true;
        if (isSecret || large) {
          setTyped((typed) => (typed === inBox(of) ? "" : typed));
        }
        const emptied = isSecret ? "secret" : large ? "large" : null;
        setAnswer({ view, error, serial, handOn: goesOn ? of : null, emptied });
        setReading(false);
      };
      call("diagnose", { text: of }).then(
        (view) => end(view, null),
        (error: AppError) => end(null, error),
      );
    },
    [setTyped],
  );
  // Whoever goes elsewhere leaves no token here.
  useEffect(() => () => setAnswer((left) => (left?.emptied === "secret" && left.handOn !== null ? null : left)), []);
  useErrand("diagnose", ({ text: sent }) => {
    setTyped(sent.length > LARGE ? "" : inBox(sent));
    diagnose(sent);
  });
  const clear = () => {
    newest.current += 1;
    setTyped("");
    setAnswer(null);
    setReading(false);
  };
  const { send } = useSurroundings();
  // It is not kept here any longer than it takes.
  const handOn = (what: HandedOn) => {
    const text = answer?.handOn ?? "";
    clear();
    send(what === "token" ? { page: "token", do: "check", text } : { page: "manifest", do: "check-text", text });
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
      <div className={`card diagnose-box${answer === null ? "" : " diagnose-answered"}`}>
        <Field label={{ children: text.field, className: "hidden-text" }}>
          <Textarea
            className="diagnose-text"
            appearance="filled-lighter"
            value={typed}
            onChange={(_, { value }) => {
              setTyped(value);
              setEdited(!pasting.current);
              pasting.current = false;
            }}
            // What is pasted whole is looked at once, without another click.
            onPaste={(event) => {
              const pasted = event.clipboardData.getData("text");
              if (typed === "" && pasted.trim() !== "") {
                pasting.current = pasted.length <= LARGE;
                if (!pasting.current) {
                  event.preventDefault();
                }
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
          {(typed !== "" || answer !== null) && (
            <Button appearance="subtle" icon={<DismissRegular />} onClick={clear} data-testid="clear">
              {text.clear}
            </Button>
          )}
          {(answer === null || edited || reading) && (
            <Button
              appearance={answer === null ? "primary" : "secondary"}
              icon={<StethoscopeRegular />}
              disabledFocusable={typed.trim() === "" || reading}
              onClick={() => diagnose(typed)}
              data-testid="diagnose"
            >
              {reading ? text.reading : text.diagnose}
            </Button>
          )}
        </div>
      </div>
      <div role="status" className="diagnose-answer">
        {answer?.emptied != null && (
          <p className="meta diagnose-emptied" data-testid="emptied">
            {text.emptied[answer.emptied]}
          </p>
        )}
        {answer?.error != null && <Finding state="warn" title={text.couldNot} error={answer.error} />}
        {answer?.view != null && <Diagnosed key={answer.serial} view={answer.view} handOn={handOn} />}
      </div>
    </div>
  );
}
