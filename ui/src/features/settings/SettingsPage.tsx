import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function SettingsPage() {
  return <PageTitle title={shell.page["settings"]} />;
}
