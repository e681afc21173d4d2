import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from "@fluentui/react-components";

import { ArrowDownloadRegular, MoreHorizontalRegular } from "../../icons";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import type { GraphRun } from "./GraphDialog";
import { factOf } from "./facts";

const text = register.graph;

interface ActionsProps {
  view: RegisterView;
  openImport: () => void;
  openRun: (run: GraphRun) => void;
}

/** What can be done about the registration as a whole: one of it first, the rest in a menu. */
export function Actions({ view, openImport, openRun }: ActionsProps) {
  const { registration, plan } = view;
  const known = registration !== null || factOf(view, "client-id").values.length > 0;
  // A run that was cut off is completed by the same command.
  const first = known && registration?.complete !== false ? "update" : "create";
  return (
    <>
      <Button icon={<ArrowDownloadRegular />} onClick={openImport} data-testid="import">
        {register.import.open}
      </Button>
      {plan !== null && (
        <Button appearance="primary" onClick={() => openRun(first)} data-testid={`graph-${first}`}>
          {first === "update" ? text.updateAction : text.create}
        </Button>
      )}
      {known && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Tooltip content={text.more} relationship="label">
              <Button icon={<MoreHorizontalRegular />} data-testid="graph-more" />
            </Tooltip>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => openRun("fetch")} data-testid="graph-fetch">
                {text.fetch}
              </MenuItem>
              {registration !== null && plan !== null && first === "update" && (
                <MenuItem onClick={() => openRun("create")} data-testid="graph-create">
                  {text.anew}
                </MenuItem>
              )}
              {registration !== null && registration.undo.length > 0 && (
                <MenuItem onClick={() => openRun("undo")} data-testid="graph-undo">
                  {text.undo}
                </MenuItem>
              )}
              {registration !== null && registration.made_here && (
                <MenuItem onClick={() => openRun("delete")} data-testid="graph-delete">
                  {text.delete}
                </MenuItem>
              )}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}
