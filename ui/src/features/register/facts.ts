import type { FactKind } from "../../ipc/bindings/FactKind";
import type { FactShown } from "../../ipc/bindings/FactShown";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";

const text = register.facts;

export function factOf(view: RegisterView, kind: FactKind): FactShown {
  return view.facts.find(({ fact }) => fact === kind) ?? { fact: kind, values: [], source: null, fixed: false };
}

/** What a person said, empty where it is a default. */
export function said({ values, source }: FactShown): string {
  return source === "default" ? "" : (values[0] ?? "");
}

/** All in one line, for a narrow window. */
export function summaryOf(view: RegisterView): string {
  const value = (kind: FactKind) => factOf(view, kind).values;
  const name = <Of extends string>(names: Readonly<Record<Of, string>>, word: string) => names[word as Of] ?? word;
  const parts = [
    ...value("name"),
    ...value("domain"),
    value("office-hosts")
      .map((host) => name(text.hosts, host))
      .join(", "),
    ...value("account-types").map((types) => name(text.accountTypes, types)),
    ...value("auth").map((auth) => name(text.auth, auth)),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
