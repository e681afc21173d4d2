import { Combobox, Option } from "@fluentui/react-components";
import { useState } from "react";

import { useCall } from "../../ipc/useCall";
import { register } from "../../text/register";

interface AddPermissionProps {
  /** Those that are there. */
  known: readonly string[];
  /** Whether it was taken. */
  add: (name: string) => Promise<boolean>;
  close: () => void;
}

/** One of the permissions that are known, or any by NAME=GUID. Enter adds it, Escape gives up. */
export function AddPermission({ known, add, close }: AddPermissionProps) {
  const offered = useCall("known_permissions");
  const [typed, setTyped] = useState("");
  const all = offered.state === "here" ? offered.result : [];
  const options = all.filter((name) => !known.includes(name) && name.toLowerCase().includes(typed.trim().toLowerCase()));
  const take = (name: string) => {
    if (name.trim() === "") {
      close();
      return;
    }
    void add(name.trim()).then((taken) => taken && close());
  };
  return (
    <Combobox
      className="register-combobox"
      aria-label={register.facts.addPermission}
      autoFocus
      freeform
      value={typed}
      selectedOptions={[]}
      placeholder="Files.Read"
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_, { optionValue }) => take(optionValue ?? typed)}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          close();
        } else if (event.key === "Enter" && options.length === 0) {
          take(typed);
        }
      }}
      data-testid="permission-name"
    >
      {options.map((name) => (
        <Option key={name} value={name}>
          {name}
        </Option>
      ))}
    </Combobox>
  );
}
