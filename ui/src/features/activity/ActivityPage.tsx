import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function ActivityPage() {
  return <PageTitle title={shell.page["activity"]} />;
}
