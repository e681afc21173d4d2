import type { Status } from "../../src/ipc/bindings/Status";
import { freshStatus, practiceStatus } from "../../src/test/views";

/** An add-in on its way, with something to mend. */
export const contoso: Status = {
  ...freshStatus,
  profile: "contoso",
  add_in: "Contoso Expenses",
  profiles: ["contoso", "default"],
  environment: { cloud: "public", name: "Microsoft Entra public", tenant: "9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613" },
  steps: [
    { step: "register", state: "warn", says: "Secret expires in 9 days" },
    { step: "manifest", state: "fail", says: "Wrong port in Resource" },
    { step: "sign-in", state: "fine", says: null },
    { step: "token", state: "fine", says: null },
    { step: "on-behalf-of", state: "waiting", says: null },
  ],
};

export const practice: Status = { ...practiceStatus, add_in: "Contoso Expenses" };

/** A hundred profiles, and a name that fits nowhere. */
export const many: Status = {
  ...contoso,
  add_in: "Contoso Travel and Expenses for Everybody in Every Department of Every Subsidiary",
  profiles: Array.from({ length: 100 }, (_, at) => `contoso-add-in-${at}`).concat("contoso"),
};
