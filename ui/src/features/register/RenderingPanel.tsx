import { useEffect, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { Code } from "../../parts/Code";
import { Finding } from "../../parts/Finding";
import { register } from "../../text/register";
import "./panel.css";

const text = register.rendering;
const languages = { az: "bash", "az-powershell": "powershell", graph: "http", "admin-text": "plain" } as const;

/** The plan as one text, to run or to hand over. */
export function RenderingPanel({ what }: { what: keyof typeof languages }) {
  const [told, setTold] = useState<string | AppError | null>(null);
  useEffect(() => {
    let wanted = true;
    call("plan_rendering", { what }).then(
      (answer) => wanted && setTold(answer),
      (error: AppError) => wanted && setTold(error),
    );
    return () => {
      wanted = false;
    };
  }, [what]);
  return (
    <div className="register-panel">
      <p className="register-panel-intro">{text[what]}</p>
      {told !== null &&
        (typeof told === "string" ? (
          <Code text={told} language={languages[what]} label={text.names[what]} testId="rendering" />
        ) : (
          <Finding state="warn" title={text.failed} error={told} />
        ))}
    </div>
  );
}
