import type { RankedFinding } from "../../ipc/bindings/RankedFinding";
import type { Surroundings } from "../../window/context";

/** Goes to the page, and the state of it, in which what was found becomes right. */
export function mendIt({ at, mend, file }: RankedFinding, { go, send }: Surroundings): void {
  switch (mend) {
    case "manifest":
      return file === null ? go("manifest") : send({ page: "manifest", do: "open", path: file });
    case "register":
      return at === "registration" && file !== null ? send({ page: "register", do: "import", path: file }) : go("register");
    case "sign-in":
      return send({ page: "sign-in", do: "sign-in" });
    case "on-behalf-of":
      return go("on-behalf-of");
  }
}
