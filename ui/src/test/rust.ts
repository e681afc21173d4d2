import { mockIPC } from "@tauri-apps/api/mocks";

import type { AppError } from "../ipc/bindings/AppError";
import type { Commands } from "../ipc/commands";

type Answers = { [Name in keyof Commands]: Commands[Name]["result"] | { rejects: AppError | string } };

/** Stands in for the Rust side: each command answers with a value, or rejects as Rust would. */
export function rustAnswers(answers: Answers): void {
  mockIPC((name) => {
    const answer: unknown = answers[name as keyof Commands];
    if (typeof answer === "object" && answer !== null && "rejects" in answer) {
      return Promise.reject(answer.rejects);
    }
    return answer;
  });
}
