import type { AppError } from "./AppError";
export type CodeInFolder = { path: string, is_new: boolean, difference: string, written: boolean, error: AppError | null, };
