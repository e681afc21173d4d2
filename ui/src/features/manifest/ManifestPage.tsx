import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function ManifestPage() {
  return <PageTitle title={shell.page["manifest"]} />;
}
