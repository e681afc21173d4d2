import { type ComponentType, useState } from "react";

import appIcon from "../../../../src-tauri/icons/app.svg";
import { BeakerRegular, ChevronDownRegular, ChevronRightRegular, FolderOpenRegular, TaskListLtrRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { Mistake } from "../../ipc/bindings/Mistake";
import { useFocusOnAppearing } from "../../parts/useFocus";
import { overview } from "../../text/overview";
import { useSurroundings } from "../../window/context";
import { NoAnswer, wasStopped } from "./NoAnswer";
import { OpenProject } from "./OpenProject";

const text = overview.first;

interface FirstRunProps {
  error: AppError | null;
  start: (mistake: Mistake | null) => void;
  /** A project was opened: there is something to compare now. */
  opened: () => void;
}

/** Before anything is known: what Hallpass is for, and three ways to begin. */
export function FirstRun({ error, start, opened }: FirstRunProps) {
  const heading = useFocusOnAppearing();
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
        <OwnAddIn opened={opened} />
      </div>
      <p className="meta first-run-manners">
        <button type="button" className="link" onClick={() => start("wrong-secret")} data-testid="try-wrong-secret">
          {text.wrongSecret}
        </button>
      </p>
      <p className="meta first-run-manners">{text.manners}</p>
    </div>
  );
}

/** The two ways to begin with an add-in of one's own. */
export function OwnAddIn({ opened }: { opened: () => void }) {
  const { go } = useSurroundings();
  const [opening, setOpening] = useState(false);
  return (
    <>
      <Choice
        icon={TaskListLtrRegular}
        title={text.setUp}
        does={text.setUpDoes}
        needs={text.setUpNeeds}
        testId="set-up"
        onClick={() => go("register")}
      />
      <Choice
        icon={FolderOpenRegular}
        title={text.openProject}
        does={text.openProjectDoes}
        needs={text.openProjectNeeds}
        testId="open-project"
        open={opening}
        onClick={() => setOpening(!opening)}
      />
      {opening && <OpenProject opened={opened} focus />}
    </>
  );
}

interface ChoiceProps {
  icon: ComponentType<{ fontSize: number; "aria-hidden": boolean }>;
  title: string;
  does: string;
  needs: string;
  first?: boolean;
  /** Of one that opens what stands below it. */
  open?: boolean;
  testId: string;
  onClick: () => void;
}

function Choice({ icon: Icon, title, does, needs, first = false, open, testId, onClick }: ChoiceProps) {
  const Chevron = open === true ? ChevronDownRegular : ChevronRightRegular;
  return (
    <button
      type="button"
      className={first ? "card choice choice-first" : "card choice"}
      onClick={onClick}
      aria-expanded={open}
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
      <Chevron fontSize={16} aria-hidden />
    </button>
  );
}
