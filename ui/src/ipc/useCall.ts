import { useEffect, useState } from "react";

import type { AppError } from "./bindings/AppError";
import { type Commands, type NoArguments, call } from "./commands";

/** The commands that ask for nothing and report nothing on their way. */
type Quiet = {
  [Name in keyof Commands]: Commands[Name] extends { event: unknown }
    ? never
    : Commands[Name]["args"] extends NoArguments
      ? Name
      : never;
}[keyof Commands];

export type Answer<Result> =
  | { state: "waiting" }
  | { state: "here"; result: Result }
  | { state: "failed"; error: AppError };

/** Calls a command without arguments once, when the component appears. */
export function useCall<Name extends Quiet>(name: Name): Answer<Commands[Name]["result"]> {
  const [answer, setAnswer] = useState<Answer<Commands[Name]["result"]>>({ state: "waiting" });
  useEffect(() => {
    let wanted = true;
    call(name, {}).then(
      (result) => wanted && setAnswer({ state: "here", result }),
      (error: AppError) => wanted && setAnswer({ state: "failed", error }),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  return answer;
}
