import appIcon from "../../../src-tauri/icons/app.svg";
import { BeakerRegular } from "../icons";
import { shell as text } from "../text/shell";
import { useSurroundings } from "../window/context";

export function TopBar() {
  const { environment, profile } = useSurroundings().status;
  const practice = environment.cloud === "practice";
  return (
    <header className="top-bar">
      <img className="top-bar-icon" src={appIcon} alt="" />
      <strong>{profile}</strong>
      <span className="top-bar-environment">
        {practice && <BeakerRegular fontSize={16} aria-hidden />}
        {environment.name}
      </span>
      {practice && <span className="meta top-bar-nothing">{text.nothingReal}</span>}
    </header>
  );
}
