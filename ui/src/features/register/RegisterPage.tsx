import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function RegisterPage() {
  return <PageTitle title={shell.page["register"]} />;
}
