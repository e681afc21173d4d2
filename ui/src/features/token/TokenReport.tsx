import { Tab, TabList } from "@fluentui/react-components";
import { useId, useState } from "react";

import type { TokenView } from "../../ipc/bindings/TokenView";
import { CopyButton } from "../../parts/CopyButton";
import { sentence } from "../../text/sentence";
import { token as text } from "../../text/token";
import { useMedia } from "../../theme/useMedia";
import { Checks } from "./Checks";
import { ClaimTable, Claims, TokenJson } from "./Claims";
import "./token.css";

/** The level of its headings: one below the heading that it stands under. */
export type Level = 2 | 3;

interface TokenReportProps {
  token: TokenView;
  level: Level;
}

/** The checks of a token beside its claims; one of them at a time where there is little room. */
export function TokenReport({ token, level }: TokenReportProps) {
  const narrow = useMedia("(max-width: 899px)");
  const checks = (
    <div className="token-column">
      {/* One that fails since is open. */}
      <Checks key={token.passed ? "good" : "bad"} token={token} level={level} />
      <AfterChecks token={token} level={level} />
    </div>
  );
  return narrow ? (
    <Tabs token={token} checks={checks} />
  ) : (
    <div className="token-report">
      {checks}
      <Claims token={token} level={level} />
    </div>
  );
}

function Tabs({ token, checks }: { token: TokenView; checks: React.ReactNode }) {
  const [tab, setTab] = useState<"checks" | "claims" | "json">("checks");
  const id = useId();
  const tabs = ["checks", "claims", ...(token.json === "" ? [] : (["json"] as const))] as const;
  return (
    <>
      <TabList
        className="token-tabs"
        aria-label={text.tabs}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(value as typeof tab)}
      >
        {tabs.map((each) => (
          <Tab key={each} id={`${id}-${each}`} value={each} data-testid={`token-tab-${each}`}>
            {text[each]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === "checks" && checks}
        {tab === "claims" && <ClaimTable token={token} labelledBy={`${id}-claims`} />}
        {tab === "json" && <TokenJson token={token} />}
      </div>
    </>
  );
}

/** What a server does with a token that it took. */
function AfterChecks({ token: { user_key: key, what_now: now }, level }: TokenReportProps) {
  const Heading = `h${level}` as const;
  return (
    <>
      {key !== null && (
        <section data-testid="user-key">
          <Heading className="token-section">
            {text.userKey} <span className="meta">{text.userKeyBoth}</span>
          </Heading>
          <div className="card token-key">
            <dl>
              {(["tid", "oid"] as const).map((name) => (
                <div key={name}>
                  <dt>
                    <code>{name}</code>
                  </dt>
                  <dd>
                    <code>{key[name]}</code>
                    <CopyButton value={key[name]} what={name} />
                  </dd>
                </div>
              ))}
            </dl>
            <p className="meta">{sentence(key.sentence)}</p>
          </div>
        </section>
      )}
      {now.length > 0 && (
        <section>
          <Heading className="token-section">{text.whatNow}</Heading>
          <ul className="token-now">
            {now.map((each) => (
              <li key={each}>{sentence(each)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
