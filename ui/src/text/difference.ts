/** The words of a difference. */
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
  gap: (count: number) => (count === 1 ? "1 line unchanged" : `${count.toLocaleString("en")} lines unchanged`),
} as const;
