import { FluentProvider } from "@fluentui/react-components";

import { Overview } from "./features/overview/Overview";
import { Practice } from "./features/overview/Practice";
import { TokenPage } from "./features/token/TokenPage";
import { tokenStateOf } from "./features/token/tokenState";
import { liveSteps, runningNow } from "./opening/known";
import { useOpening } from "./opening/useOpening";
import { Shell } from "./shell/Shell";
import { dark, light } from "./theme/theme";
import { useMedia } from "./theme/useMedia";

/** The window: one page at a time, and what is known so far. */
export function App() {
  const { known, go, start, stop, inspect } = useOpening();
  const running = runningNow(known);
  const last = known.token.token?.view;
  const tokenState = running !== null || last === undefined ? null : tokenStateOf(last);
  return (
    <FluentProvider theme={useMedia("(prefers-color-scheme: dark)") ? dark : light}>
      {/* Not on the provider: Fluent hands its class on to each tooltip and menu, which would then cover the window. */}
      <div className="app">
      {/* Until Rust has said what to open with, which takes a moment, nothing is shown that would be gone at once. */}
      <Shell page={known.page} steps={liveSteps(known)} token={tokenState} go={go}>
        {known.page === "overview" && (
          <Overview known={known} start={start} stop={stop}>
            {running === null && <Practice />}
          </Overview>
        )}
        {known.page === "token" && <TokenPage last={known.token} reading={known.reading} inspect={inspect} />}
      </Shell>
      </div>
    </FluentProvider>
  );
}
