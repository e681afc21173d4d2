import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function DiagnosePage() {
  return <PageTitle title={shell.page["diagnose"]} />;
}
