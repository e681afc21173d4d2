/** The sentences around every page. */
export const shell = {
  product: "Hallpass",
  environment: "Practice tenant",
  nothingReal: "Nothing here reaches Microsoft",
  pages: "Pages",
  overview: "Overview",
  journey: "Journey",
  steps: {
    register: "Register",
    manifest: "Manifest",
    "sign-in": "Sign in",
    token: "Token",
    "on-behalf-of": "On-behalf-of",
  },
  version: (version: string) => `Hallpass ${version}`,
} as const;
