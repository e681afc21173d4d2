import type { GraphReply } from "../../ipc/bindings/GraphReply";
import { Code } from "../../parts/Code";
import { StateIcon } from "../../parts/StateIcon";
import { onBehalfOf } from "../../text/on-behalf-of";
import { memberOf } from "./verdict";

const text = onBehalfOf.graph;

interface GraphAnswerProps {
  reply: GraphReply;
  /** An address that holds it. */
  picture: string | null;
  /** Of the token that was exchanged, where it is known. */
  oid: string | null;
}

/** What Graph answered, whole. */
export function GraphAnswer({ reply, picture, oid }: GraphAnswerProps) {
  if (reply.value === null && reply.picture === null) {
    return null;
  }
  const id = /\/me(\?|$)/.test(reply.target) ? memberOf(reply.value, "id") : null;
  return (
    <section className="obo-graph" data-testid="graph-answer">
      <h2>
        {text.title(reply.target.split("?")[0] ?? reply.target)}
        {id !== null && oid !== null && (
          <span className="obo-same">
            <StateIcon state={id === oid ? "fine" : "warn"} />
            <span className="meta">{id === oid ? text.sameUser : text.otherUser}</span>
          </span>
        )}
      </h2>
      {reply.picture !== null && (
        <figure>
          {picture !== null && <img src={picture} alt={text.picture} />}
          <figcaption className="meta">{text.pictureBytes(reply.picture.media_type, reply.picture.bytes)}</figcaption>
        </figure>
      )}
      {reply.value !== null && (
        <Code text={JSON.stringify(reply.value, null, 2)} language="json" label={text.json} testId="graph-json" />
      )}
      {reply.next !== null && <p className="meta">{text.more}</p>}
    </section>
  );
}
