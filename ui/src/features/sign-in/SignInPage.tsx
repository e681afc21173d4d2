import { AddInNotRead } from "../../parts/AddInNotRead";
import { PageTitle } from "../../parts/PageTitle";
import { headline, sentence } from "../../text/sentence";
import { signIn as text } from "../../text/sign-in";
import { environmentOf, useErrand, useSurroundings } from "../../window/context";
import { Accounts } from "./Accounts";
import { Alternatives } from "./Alternatives";
import { Ended } from "./Ended";
import { Progress } from "./Progress";
import { Start } from "./Start";
import type { SignInState } from "./attempt";
import { useAddIn } from "./useAddIn";
import { useSignIn } from "./useSignIn";
import "./sign-in.css";

/** Signing in for the add-in's own API: in the browser, by a code, or without a person. */
export default function SignInPage({ inspect }: { inspect: () => void }) {
  const { go, status } = useSurroundings();
  const { addIn, error, read } = useAddIn(`${environmentOf(status)} ${status.practice.state}`);
  const { attempt, ended, start, again, stop } = useSignIn(read, environmentOf(status));
  useErrand("sign-in", (errand) => {
    if (errand.do === "again") {
      again(null);
      return;
    }
    const { scopes = [], claims = null, prompt = null } = errand;
    start({ scopes: [...scopes], claims, prompt });
  });
  const inspectClipboard = () => {
    inspect();
    go("token");
  };
  // What runs or has ended is shown whatever became of the facts.
  if (error !== null && attempt === null && ended === null) {
    return <AddInNotRead title={text.title.idle} intro={text.intro} whose={text.noAddIn} error={error} read={read} />;
  }
  return (
    <>
      {/* The focus goes to the title of each new state, which is thereby read out. */}
      <PageTitle key={attempt === null ? (ended === null ? "idle" : "ended") : attempt.way} {...titleOf({ attempt, ended })} testId="sign-in-verdict" />
      <div className="sign-in">
        <div className="sign-in-main">
          {attempt !== null && <Progress attempt={attempt} addIn={addIn} stop={stop} />}
          {ended !== null && <Ended ended={ended} start={start} />}
          {attempt === null && ended === null && <Start addIn={addIn} start={() => start({})} />}
          <Accounts
            accounts={addIn?.accounts ?? []}
            busy={attempt !== null}
            again={again}
            another={() => start({ prompt: "select-account" })}
            read={read}
          />
        </div>
        <Alternatives
          busy={attempt !== null}
          device={() => start({ way: "device-code" })}
          inspect={inspectClipboard}
        />
      </div>
    </>
  );
}

function titleOf({ attempt, ended }: SignInState): { title: string; intro?: string } {
  if (attempt !== null) {
    const { asked, way } = attempt;
    const more = [
      ...(asked?.claims == null ? [] : [text.asksForMore]),
      ...(asked === null || asked.scopes.length === 0 ? [] : [text.asksFor(asked.scopes)]),
    ];
    return { title: text.title[way], intro: [text.intro, ...more].join(" ") };
  }
  if (ended === null) {
    return { title: text.title.idle, intro: text.intro };
  }
  if ("error" in ended) {
    // The rest stands in the finding.
    return { title: headline(ended.error.message).head };
  }
  const { token, account } = ended.answer;
  const title = text.title.done(token?.user ?? account.username ?? text.accounts.nobody);
  return token === null ? { title } : { title, intro: sentence(token.verdict) };
}
