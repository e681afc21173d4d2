/** What a pasted text seems to be. Whether it is one says the page that gets it. */
export type Recognised = "token" | "manifest" | "error";

const token = /^(?:bearer\s+)?ey[\w-]+\.[\w-]+\.[\w-]*$/i;
const manifest = /<OfficeApp[\s>]|"manifestVersion"\s*:/;
/** A code of Entra or Office, or the form in which OAuth tells an error. */
const error = /AADSTS\d{4,}|\b(?:13\d{3}|7000\d)\b|[?&#]error=|"error(?:Codes|_description)?"\s*:/;

/** Nothing where it is none of them: then the paste is left alone. */
export function recognise(text: string): Recognised | null {
  const pasted = text.trim();
  if (token.test(pasted)) {
    return "token";
  }
  return manifest.test(pasted) ? "manifest" : error.test(pasted) ? "error" : null;
}
