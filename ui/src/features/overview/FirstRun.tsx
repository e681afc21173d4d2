import type { ComponentType } from "react";

import appIcon from "../../../../src-tauri/icons/app.svg";
import { BeakerRegular, ChevronRightRegular, KeyRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { Mistake } from "../../ipc/bindings/Mistake";
import { useFocusOnAppearing } from "../../parts/useFocus";
import { overview } from "../../text/overview";
import { NoAnswer, wasStopped } from "./NoAnswer";

const text = overview.first;

interface FirstRunProps {
  error: AppError | null;
  start: (mistake: Mistake | null) => void;
}

/** Before anything is known: what Hallpass is for, and the one thing to begin with. */
export function FirstRun({ error, start }: FirstRunProps) {
  const heading = useFocusOnAppearing(error !== null);
  return (
    <div className="first-run">
      <img className="first-run-icon" src={appIcon} alt="" />
      <h1 ref={heading} tabIndex={-1} data-testid="page-title">
        {text.title}
      </h1>
      <p className="first-run-intro">{text.intro}</p>
      {error !== null && wasStopped(error) && (
        <p className="first-run-stopped" role="status">
          {overview.stopped}
        </p>
      )}
      {error !== null && <NoAnswer error={error} />}
      <div className="first-run-choices">
        <Choice
          icon={BeakerRegular}
          title={text.practice}
          does={text.practiceDoes}
          needs={text.practiceNeeds}
          first
          testId="try-practice"
          onClick={() => start(null)}
        />
        <Choice
          icon={KeyRegular}
          title={text.wrongSecret}
          does={text.wrongSecretDoes}
          needs={text.wrongSecretNeeds}
          testId="try-wrong-secret"
          onClick={() => start("wrong-secret")}
        />
      </div>
      <p className="meta first-run-manners">{text.manners}</p>
    </div>
  );
}

interface ChoiceProps {
  icon: ComponentType<{ fontSize: number; "aria-hidden": boolean }>;
  title: string;
  does: string;
  needs: string;
  first?: boolean;
  testId: string;
  onClick: () => void;
}

function Choice({ icon: Icon, title, does, needs, first = false, testId, onClick }: ChoiceProps) {
  return (
    <button
      type="button"
      className={first ? "card choice choice-first" : "card choice"}
      onClick={onClick}
      data-testid={testId}
    >
      <span className="choice-icon">
        <Icon fontSize={20} aria-hidden />
      </span>
      <span className="choice-words">
        <span className="choice-title">{title}</span>
        <span className="choice-does">{does}</span>
      </span>
      <span className="meta choice-needs">{needs}</span>
      <ChevronRightRegular fontSize={16} aria-hidden />
    </button>
  );
}
