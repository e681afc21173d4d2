/** The labels of a finding. */
export const finding = { fix: "What to do", found: "Found", expected: "Expected" } as const;
