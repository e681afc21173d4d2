import { FluentProvider, RendererProvider } from "@fluentui/react-components";
import { Activity, type ReactNode, Suspense, lazy, useMemo, useState } from "react";

import { Overview } from "./features/overview/Overview";
import { Practice } from "./features/overview/Practice";
import { TokenPage } from "./features/token/TokenPage";
import type { Page } from "./ipc/bindings/Page";
import { useStatus } from "./ipc/useStatus";
import { runningNow } from "./opening/known";
import { useOpening } from "./opening/useOpening";
import { Shell } from "./shell/Shell";
import { renderer } from "./theme/renderer";
import { dark, light } from "./theme/theme";
import { useMedia } from "./theme/useMedia";
import { type Surroundings, SurroundingsContext } from "./window/context";
import type { Errand } from "./window/errand";

// Each page is loaded when it is first shown: the window's first paint waits for none of them.
const Register = lazy(() => import("./features/register/RegisterPage"));
const Manifest = lazy(() => import("./features/manifest/ManifestPage"));
const SignIn = lazy(() => import("./features/sign-in/SignInPage"));
const OnBehalfOf = lazy(() => import("./features/obo/OnBehalfOfPage"));
const Diagnose = lazy(() => import("./features/diagnose/DiagnosePage"));
const ActivityPage = lazy(() => import("./features/activity/ActivityPage"));
const Settings = lazy(() => import("./features/settings/SettingsPage"));

/** The window: one page at a time, and what is known so far. */
export function App() {
  const { known, go, start, stop, inspect, showOwn } = useOpening();
  const { status, readAgain } = useStatus();
  const [errand, setErrand] = useState<Errand | null>(null);
  const { page } = known;
  const running = runningNow(known);
  const profile = status?.profile;
  const surroundings = useMemo<Surroundings | null>(() => {
    if (status === null || page === null) {
      return null;
    }
    const send = (sent: Errand) => {
      setErrand(sent);
      go(sent.page);
    };
    return { status, page, go, send, errand: errand === null ? null : { errand, done: () => setErrand(null) } };
  }, [status, page, errand, go]);
  const pages: Record<Page, ReactNode> = {
    overview: (
      <Overview known={known} start={start} stop={stop}>
        {running === null && <Practice />}
      </Overview>
    ),
    register: <Register />,
    manifest: <Manifest />,
    "sign-in": <SignIn key={profile} inspect={inspect} />,
    token: <TokenPage last={known.token} reading={known.reading} inspect={inspect} showOwn={showOwn} />,
    "on-behalf-of": <OnBehalfOf key={profile} token={known.own} />,
    diagnose: <Diagnose />,
    activity: <ActivityPage />,
    settings: <Settings />,
  };
  return (
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={useMedia("(prefers-color-scheme: dark)") ? dark : light}>
        {/* Not on the provider: Fluent hands its class on to each tooltip and menu, which would then cover the window. */}
        <div className="app">
          {/* Until Rust has said what to open with, which takes a moment, nothing is shown that would be gone at once. */}
          {surroundings !== null && (
            <SurroundingsContext value={surroundings}>
              <Shell readAgain={readAgain}>
                <Pages page={surroundings.page} pages={pages} />
              </Shell>
            </SurroundingsContext>
          )}
        </div>
      </FluentProvider>
    </RendererProvider>
  );
}

/** A page that was left keeps what was typed and found on it; one that was never shown is not there. */
function Pages({ page, pages }: { page: Page; pages: Record<Page, ReactNode> }) {
  const [visited, setVisited] = useState<readonly Page[]>([page]);
  if (!visited.includes(page)) {
    setVisited([...visited, page]);
  }
  return visited.map((each) => (
    <Activity key={each} mode={each === page ? "visible" : "hidden"}>
      {/* React hides this element while the page is away: tests look into the one that is shown. */}
      <div data-page={each}>
        <Suspense fallback={null}>{pages[each]}</Suspense>
      </div>
    </Activity>
  ));
}
