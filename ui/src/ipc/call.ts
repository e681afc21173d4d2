/** Of a command that asks for nothing. */
export type NoArguments = Record<string, never>;
