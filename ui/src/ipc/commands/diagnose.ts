import type { DiagnosedView } from "../bindings/DiagnosedView";

export interface DiagnoseCommands {
  diagnose: { args: { text: string }; result: DiagnosedView };
}
