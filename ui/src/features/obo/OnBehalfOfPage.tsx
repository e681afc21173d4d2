import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function OnBehalfOfPage() {
  return <PageTitle title={shell.page["on-behalf-of"]} />;
}
