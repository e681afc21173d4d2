/** The words of a unified difference. */
export const difference = {
  caption: (file: string) => `Changes to ${file}`,
  summary: (added: number, removed: number) => `${added} added, ${removed} removed`,
  notWritten: "The file itself is not written",
  old: "Line before",
  new: "Line after",
  sign: "Change",
  text: "Text",
  added: "added",
  removed: "removed",
} as const;
