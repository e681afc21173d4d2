import { FluentProvider } from "@fluentui/react-components";
import { useCallback, useEffect, useState } from "react";

import { Overview } from "./features/overview/Overview";
import { Practice } from "./features/overview/Practice";
import { TokenPage } from "./features/token/TokenPage";
import { tokenStateOf, useToken } from "./features/token/useToken";
import type { Opening } from "./ipc/bindings/Opening";
import type { Page } from "./ipc/bindings/Page";
import type { RehearsalView } from "./ipc/bindings/RehearsalView";
import { call } from "./ipc/commands";
import { onShow } from "./ipc/opening";
import { stepsNow, useRehearsal } from "./rehearsal/useRehearsal";
import { Shell } from "./shell/Shell";
import { dark, light } from "./theme/theme";
import { useMedia } from "./theme/useMedia";

/** The window: one page at a time, and what is known so far. */
export function App() {
  // Until Rust has said what to open with, which takes a moment, nothing is shown that would be gone at once.
  const [page, setPage] = useState<Page | null>(null);
  const token = useToken();
  const showToken = token.show;
  const finished = useCallback(
    (view: RehearsalView) => view.token !== null && showToken(view.token, "rehearsal"),
    [showToken],
  );
  const { rehearsal, start, stop, show: showRehearsal } = useRehearsal(finished);

  useEffect(() => {
    let shown = false;
    const show = (opening: Opening) => {
      shown = true;
      setPage(opening.page);
      if (opening.rehearsal !== null) {
        showRehearsal(opening.rehearsal);
        finished(opening.rehearsal);
      }
      // The page says which of the two answers is the last.
      if (opening.token !== null && (opening.page === "token" || opening.rehearsal?.token == null)) {
        showToken(opening.token, "clipboard");
      }
    };
    const stopListening = onShow(show);
    call("opening", {}).then(
      (opening) => shown || show(opening),
      // Without an answer the window begins as on its first run.
      () => setPage((page) => page ?? "overview"),
    );
    return stopListening;
  }, [showRehearsal, showToken, finished]);

  const last = token.last.token?.view;
  const tokenState = rehearsal.state === "running" || last === undefined ? null : tokenStateOf(last);
  return (
    <FluentProvider className="app" theme={useMedia("(prefers-color-scheme: dark)") ? dark : light}>
      <Shell page={page} steps={stepsNow(rehearsal)} token={tokenState} go={setPage}>
        {page === "overview" && (
          <Overview rehearsal={rehearsal} start={start} stop={stop}>
            {rehearsal.state !== "running" && <Practice />}
          </Overview>
        )}
        {page === "token" && <TokenPage last={token.last} inspect={token.inspect} />}
      </Shell>
    </FluentProvider>
  );
}
