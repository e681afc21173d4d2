import { Button } from "@fluentui/react-components";

import { KeyRegular } from "../icons";
import type { AppError } from "../ipc/bindings/AppError";
import { parts as text } from "../text/parts";
import { headline, sentence } from "../text/sentence";
import { useSurroundings } from "../window/context";
import { Empty } from "./Empty";
import { Finding } from "./Finding";
import { PageTitle } from "./PageTitle";

interface AddInNotReadProps {
  title: string;
  intro: string;
  /** What cannot be done for an add-in that nobody knows, as a question. */
  whose: string;
  error: AppError;
  /** Looks again. */
  read: () => void;
}

/** A page about an add-in that is not set up, or that could not be read. */
export function AddInNotRead({ title, intro, whose, error, read }: AddInNotReadProps) {
  const { go, send } = useSurroundings();
  return (
    <>
      <PageTitle title={title} intro={intro} />
      {error.code === "fact-missing" ? (
        <Empty icon={KeyRegular} title={whose} sentence={sentence(error.message)}>
          <Button appearance="primary" onClick={() => go("register")} data-testid="set-up">
            {text.setUp}
          </Button>
        </Empty>
      ) : (
        <Finding
          state="warn"
          title={headline(error.message).head}
          error={error}
          message={headline(error.message).rest || error.message}
          actions={
            <>
              <Button appearance="primary" onClick={read} data-testid="check-again">
                {text.again}
              </Button>
              {error.code.startsWith("practice-") && (
                <Button
                  onClick={() => send({ page: "settings", do: "show", section: "practice" })}
                  data-testid="look-at-practice"
                >
                  {text.practice}
                </Button>
              )}
            </>
          }
        />
      )}
    </>
  );
}
