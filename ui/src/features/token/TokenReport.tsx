import type { TokenView } from "../../ipc/bindings/TokenView";
import { Checks } from "./Checks";
import { Claims } from "./Claims";
import "./token.css";

/** The level of its headings: one below the heading that it stands under. */
export type Level = 2 | 3;

interface TokenReportProps {
  token: TokenView;
  level: Level;
}

/** The checks of a token beside its claims. */
export function TokenReport({ token, level }: TokenReportProps) {
  return (
    <div className="token-report">
      <Checks token={token} level={level} />
      <Claims claims={token.claims} level={level} />
    </div>
  );
}
