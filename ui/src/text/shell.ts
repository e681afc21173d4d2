/** The sentences around every page. */
export const shell = {
  product: "Hallpass",
  nothingReal: "Nothing here reaches Microsoft",
  pages: "Pages",
  journey: "Journey",
  tools: "Tools",
  page: {
    overview: "Overview",
    register: "Register",
    manifest: "Manifest",
    "sign-in": "Sign in",
    token: "Token",
    "on-behalf-of": "On-behalf-of",
    diagnose: "Diagnose",
    activity: "Activity",
    settings: "Settings",
  },
  version: (version: string) => `Hallpass ${version}`,
} as const;
