import type { ActivityEntry } from "../../ipc/bindings/ActivityEntry";
import { activity as text } from "../../text/activity";

export type Filter = "all" | "failed" | "entra" | "graph";

export const filters: readonly Filter[] = ["all", "failed", "entra", "graph"];

/** What a request was for, in words; else its purpose as the command is called. */
export function nameOf(entry: ActivityEntry): string {
  const { pathname } = addressOf(entry);
  const grant = formOf(entry.request.body).get("grant_type");
  if (pathname.endsWith("/.well-known/openid-configuration")) {
    return text.name.discovery;
  }
  if (pathname.endsWith("/keys")) {
    return text.name.keys;
  }
  if (pathname.endsWith("/devicecode")) {
    return text.name.deviceCode;
  }
  if (grant !== null) {
    return text.grant[grant] ?? grant;
  }
  return text.purpose[entry.purpose] ?? entry.purpose;
}

export function addressOf({ url }: ActivityEntry): { host: string; pathname: string } {
  try {
    const { host, pathname } = new URL(url);
    return { host, pathname };
  } catch {
    return { host: "", pathname: url };
  }
}

/** IDs in it say less than what follows them. The whole stands in the opened request. */
export function shortPath(pathname: string): string {
  return pathname.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi, "…");
}

export function failed({ status, error }: ActivityEntry): boolean {
  return error !== null || status === null || status >= 400;
}

/** Name and value of each field of a body: a form, or the members of a JSON object. Nothing of any other body. */
export function fieldsOf(body: string | null): [string, string][] {
  if (body === null) {
    return [];
  }
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
      return Object.entries(parsed).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
    }
    return [];
  } catch {
    return /^[\w.%+-]+=/.test(body) ? [...formOf(body)] : [];
  }
}

function formOf(body: string | null): URLSearchParams {
  return new URLSearchParams(body ?? "");
}

/** Those of a kind that have the words of a search in their host, name, code or correlation IDs. */
export function matching(entries: readonly ActivityEntry[], filter: Filter, search: string): readonly ActivityEntry[] {
  const wanted = search.trim().toLowerCase();
  return entries.filter((entry) => {
    const { host, pathname } = addressOf(entry);
    const isGraph = host.includes("graph") || pathname.startsWith("/v1.0/");
    const kind = filter === "all" || (filter === "failed" ? failed(entry) : filter === "graph" ? isGraph : !isGraph);
    const words = [entry.url, nameOf(entry), entry.error, entry.status, entry.purpose, entry.answer?.body];
    const said = [...words, ...entry.correlation.map(({ value }) => value)].join(" ").toLowerCase();
    return kind && said.includes(wanted);
  });
}
