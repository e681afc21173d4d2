import type { FindingSeverity } from "../../ipc/bindings/FindingSeverity";
import type { ManifestView } from "../../ipc/bindings/ManifestView";
import { manifest as text } from "../../text/manifest";
import { capitalised } from "../../text/sentence";

export function countOf(view: ManifestView, severity: FindingSeverity): number {
  return view.findings.filter(({ finding }) => finding.severity === severity).length;
}

/** What is true of the manifest, the worst first. */
export function verdictOf(view: ManifestView): string {
  const worst = view.findings.find(({ finding }) => finding.severity !== "info");
  if (worst !== undefined) {
    return capitalised(worst.finding.title);
  }
  const { count, kind, refused } = view.change;
  if (view.without_plan !== null || (count === 0 && (kind === "fixes" || refused !== null))) {
    return text.verdict.notCompared;
  }
  return count > 0 ? text.verdict.toApply(count) : text.verdict.agrees;
}

/** As people call the applications, each once. */
export function hostsOf(view: ManifestView): string[] {
  return [...new Set(view.hosts.map((host) => text.host[host.toLowerCase()] ?? host))];
}
