import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
} from "@fluentui/react-components";

import { register } from "../../text/register";
import { Facts } from "./Facts";
import { summaryOf } from "./facts";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import type { RegisterState } from "./useRegister";
import "./facts.css";

const text = register.facts;

interface FactsSummaryProps {
  view: RegisterView;
  setFact: RegisterState["setFact"];
  open: boolean;
  setOpen: (open: boolean) => void;
}

/** The facts in one line, where the window is too narrow for more; a drawer has the fields. */
export function FactsSummary({ view, setFact, open, setOpen }: FactsSummaryProps) {
  return (
    <div className="card register-summary">
      <p data-testid="facts-summary">{summaryOf(view) || text.none}</p>
      <Button size="small" onClick={() => setOpen(true)} data-testid="change-facts">
        {text.change}
      </Button>
      <OverlayDrawer position="start" open={open} onOpenChange={(_, { open }) => setOpen(open)}>
        <DrawerHeader>
          <DrawerHeaderTitle
            action={
              <Button size="small" onClick={() => setOpen(false)} data-testid="facts-done">
                {text.close}
              </Button>
            }
          >
            {text.title}
          </DrawerHeaderTitle>
        </DrawerHeader>
        <DrawerBody>
          <Facts view={view} setFact={setFact} />
        </DrawerBody>
      </OverlayDrawer>
    </div>
  );
}
