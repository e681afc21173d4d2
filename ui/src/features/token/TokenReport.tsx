import type { TokenView } from "../../ipc/bindings/TokenView";
import { Checks } from "./Checks";
import { Claims } from "./Claims";
import "./token.css";

/** The checks of a token beside its claims. */
export function TokenReport({ token }: { token: TokenView }) {
  return (
    <div className="token-report">
      <Checks token={token} />
      <Claims claims={token.claims} />
    </div>
  );
}
