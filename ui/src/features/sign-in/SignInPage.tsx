import { PageTitle } from "../../parts/PageTitle";
import { shell } from "../../text/shell";

export default function SignInPage() {
  return <PageTitle title={shell.page["sign-in"]} />;
}
