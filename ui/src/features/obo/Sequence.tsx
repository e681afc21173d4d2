import { type CSSProperties, useRef } from "react";

import type { RequestView } from "../../ipc/bindings/RequestView";
import { onBehalfOf } from "../../text/on-behalf-of";
import { took } from "../../text/time";
import { useSurroundings } from "../../window/context";

const text = onBehalfOf.sequence;

interface SequenceProps {
  requests: readonly RequestView[];
  chosen: number;
  choose: (at: number) => void;
}

/** Who asks whom, and what comes back, from top to bottom. Each pair of arrows is a button, and all together a list. */
export function Sequence({ requests, chosen, choose }: SequenceProps) {
  const { environment } = useSurroundings().status;
  const list = useRef<HTMLOListElement>(null);
  const entra = environment.cloud === "practice" ? text.practice : text.entra;
  const walk = (key: string) => {
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    const next = chosen + step;
    if (step !== 0 && next >= 0 && next < requests.length) {
      choose(next);
      list.current?.querySelectorAll("button")[next]?.focus();
    }
  };
  return (
    <div className="sequence">
      <div className="sequence-heads" aria-hidden>
        {[text.server, entra, text.graph].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <svg className="sequence-lines" aria-hidden width="100%" height="100%">
        {["16.667%", "50%", "83.333%"].map((x) => (
          <line key={x} x1={x} x2={x} y1="0" y2="100%" />
        ))}
      </svg>
      <ol ref={list} onKeyDown={(event) => walk(event.key)}>
        {requests.map((request, at) => (
          <li key={at} style={{ "--to": request.to === "entra" ? 1 : 2 } as CSSProperties}>
            <Message request={request} to={request.to === "entra" ? entra : text.graph} chosen={at === chosen} choose={() => choose(at)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface MessageProps {
  request: RequestView;
  to: string;
  chosen: boolean;
  choose: () => void;
}

function Message({ request, to, chosen, choose }: MessageProps) {
  const asked = askedOf(request);
  const time = took(request.duration_ms);
  const answered = request.status === null ? text.noAnswer(time) : text.answer(request.status, time);
  const fails = request.status === null || request.status >= 400;
  return (
    <button
      type="button"
      className={fails ? "sequence-message sequence-fails" : "sequence-message"}
      aria-pressed={chosen}
      onClick={choose}
      data-testid={`arrow-${request.to}`}
    >
      <span>
        <span className="hidden-text">{text.spoken(text.server, to)}</span>
        {asked}
      </span>{" "}
      <Arrow />
      <span>
        {fails && <span aria-hidden>✕ </span>}
        {answered}
      </span>
      <Arrow back />
    </button>
  );
}

export function askedOf({ to, method, url }: RequestView): string {
  if (to === "entra") {
    return text.token;
  }
  const { pathname } = new URL(url);
  return method === "GET" ? text.graphCall(pathname) : `${method} ${pathname}`;
}

/** It stretches; its head does not. */
function Arrow({ back = false }: { back?: boolean }) {
  return (
    <svg className={back ? "sequence-arrow sequence-back" : "sequence-arrow"} aria-hidden width="100%" height="10">
      <line x1="0" y1="5" x2="100%" y2="5" />
      <svg x={back ? "0" : "100%"} y="5" overflow="visible">
        <path d={back ? "M7 -4 L0 0 L7 4" : "M-7 -4 L0 0 L-7 4"} />
      </svg>
    </svg>
  );
}
