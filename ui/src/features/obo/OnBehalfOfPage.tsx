import { useEffect, useState } from "react";

import type { KnownToken } from "../../opening/known";
import { AddInNotRead } from "../../parts/AddInNotRead";
import { PageTitle } from "../../parts/PageTitle";
import { onBehalfOf as text } from "../../text/on-behalf-of";
import { headline } from "../../text/sentence";
import { useMedia } from "../../theme/useMedia";
import { environmentOf, useErrand, useSurroundings } from "../../window/context";
import { Inputs } from "./Inputs";
import { Outcome } from "./Outcome";
import { RunButtons } from "./RunButtons";
import { type Choice, firstChoice } from "./choice";
import { useBefore, useForeseen } from "./useBefore";
import { useExchange } from "./useExchange";
import { verdictOf } from "./verdict";
import { troubleOf } from "./ways";
import "./obo.css";

interface OnBehalfOfPageProps {
  /** Of the last sign-in: what is foreseen is looked at anew with another. */
  token: KnownToken | null;
}

/** The exchange of the add-in's token for one of Graph, as the add-in's server makes it. */
export default function OnBehalfOfPage({ token }: OnBehalfOfPageProps) {
  const { status } = useSurroundings();
  const { view, error, read } = useBefore(`${environmentOf(status)} ${status.practice.state}`);
  const { exchange, run, stop } = useExchange(read, environmentOf(status));
  const narrow = useMedia("(max-width: 899px)");
  const [chosen, setChosen] = useState<Choice | null>(null);
  const choice = chosen ?? firstChoice(view);
  const start = (sendAnyway = false, { scopes, call } = choice) =>
    run({ scopes: [...scopes], call: call === "" ? null : call, account: null, send_anyway: sendAnyway });
  const [wanted, setWanted] = useState(false);
  const known = view !== null || error !== null;
  useEffect(() => {
    // What is asked for is known with what can be chosen: a run that is wanted before that waits for it.
    if (wanted && known) {
      setWanted(false);
      start();
    }
  });
  const runIt = () => setWanted(true);
  useErrand("on-behalf-of", runIt);
  const foreseen = useForeseen(choice.scopes, `${token?.handle} ${exchange.serial} ${view?.credential.state} ${environmentOf(status)}`);

  if (view === null && error !== null && exchange.serial === 0) {
    return <AddInNotRead title={text.title} intro={text.intro} whose={text.noAddIn} error={error} read={read} />;
  }
  const running = exchange.running !== null;
  const ran = running || exchange.serial > 0;
  const trouble = troubleOf(exchange, choice.scopes, view?.credential.state ?? null);
  const inputs = (
    <Inputs
      key="inputs"
      view={view}
      choice={choice}
      choose={setChosen}
      foreseen={foreseen}
    />
  );
  const askFor = (permission: string) => {
    const more = { ...choice, scopes: [...choice.scopes, permission] };
    setChosen(more);
    start(false, more);
  };
  const outcome = <Outcome key="outcome" exchange={exchange} trouble={trouble} askFor={askFor} stop={stop} />;
  return (
    <>
      {/* The focus goes to the title of each end, which is thereby read out. */}
      <PageTitle key={`${running}${exchange.serial}`} {...titleOf(exchange)} testId="obo-verdict">
        <RunButtons exchange={exchange} trouble={trouble} run={runIt} sendAnyway={() => start(true)} />
      </PageTitle>
      {/* One below the other, what came out comes first. */}
      <div className="obo">{narrow && ran ? [outcome, inputs] : [inputs, outcome]}</div>
    </>
  );
}

function titleOf({ running, answer, error }: ReturnType<typeof useExchange>["exchange"]): { title: string; intro?: string } {
  if (running !== null) {
    return { title: text.runningTitle };
  }
  if (error !== null) {
    return { title: headline(error.message).head };
  }
  return answer === null ? { title: text.title, intro: text.intro } : verdictOf(answer);
}
