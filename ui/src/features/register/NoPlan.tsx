import { Button } from "@fluentui/react-components";

import { GlobeRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import { Empty } from "../../parts/Empty";
import { Finding } from "../../parts/Finding";
import { register } from "../../text/register";

const text = register.plan;

/** In place of the values: the host is not known yet, or facts do not go together. */
export function NoPlan({ missing, ask }: { missing: AppError | null; ask: () => void }) {
  if (missing !== null && missing.code !== "fact-missing") {
    return <Finding state="warn" title={text.incomplete} error={missing} />;
  }
  return (
    <Empty icon={GlobeRegular} title={text.empty.title} sentence={text.empty.sentence}>
      <Button onClick={ask} data-testid="type-domain">
        {text.empty.button}
      </Button>
    </Empty>
  );
}
