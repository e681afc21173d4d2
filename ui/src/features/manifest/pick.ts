import { call } from "../../ipc/commands";

/** Asks for a file; nothing where a person picks none. */
export function pickManifest(open: (file: string) => void): void {
  call("pick", { what: "manifest" }).then(
    (file) => file !== null && open(file),
    () => undefined,
  );
}
