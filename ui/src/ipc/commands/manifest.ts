import type { ManifestShown } from "../bindings/ManifestShown";
import type { NewManifest } from "../bindings/NewManifest";
import type { Side } from "../bindings/Side";
import type { Wanted } from "../bindings/Wanted";
import type { NoArguments } from "../call";

export interface ManifestCommands {
  /** Writes what is shown under this digest, and nothing else. */
  manifest_apply: { args: { digest: string }; result: ManifestShown };
  manifest_check_text: { args: { text: string }; result: ManifestShown };
  /** The manifests of a folder, by their paths. */
  manifest_choices: { args: { folder: string }; result: string[] };
  manifest_close: { args: NoArguments; result: null };
  /** `first` is counted from 1. */
  manifest_lines: { args: { digest: string; side: Side; first: number; count: number }; result: string[] };
  manifest_markup: { args: NoArguments; result: string };
  manifest_new: { args: { new: NewManifest }; result: ManifestShown };
  manifest_open: { args: { file: string }; result: ManifestShown };
  manifest_shown: { args: NoArguments; result: ManifestShown | null };
  manifest_undo: { args: NoArguments; result: ManifestShown };
  manifest_want: { args: { wanted: Wanted }; result: ManifestShown };
}
