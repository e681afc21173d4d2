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
  if (view.without_plan !== null) {
    return text.verdict.notCompared;
  }
  return view.change.count > 0 ? text.verdict.toApply(view.change.count) : text.verdict.agrees;
}

/** As people call the applications, each once. */
export function hostsOf(view: ManifestView): string[] {
  return [...new Set(view.hosts.map((host) => text.host[host.toLowerCase()] ?? host))];
}
