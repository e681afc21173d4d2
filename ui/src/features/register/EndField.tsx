import { Input, Label } from "@fluentui/react-components";
import { useId } from "react";

import { register } from "../../text/register";
import "./secret.css";

const text = register.secret;

interface EndFieldProps {
  end: string;
  setEnd: (end: string) => void;
  children?: React.ReactNode;
}

/** When a secret ends, as the portal shows it; without it nobody can warn of it. */
export function EndField({ end, setEnd, children }: EndFieldProps) {
  const id = useId();
  return (
    <div className="register-secret-end">
      <Label htmlFor={id} size="small">
        {text.end}
      </Label>
      <Input
        id={id}
        size="small"
        className="register-end"
        value={end}
        placeholder="2027-01-31"
        aria-describedby={`${id}-how`}
        onChange={(_, { value }) => setEnd(value)}
        data-testid="secret-end"
      />
      {children}
      <span id={`${id}-how`} className="meta">
        {text.endHint}
      </span>
    </div>
  );
}
