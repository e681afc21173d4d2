import appIcon from "../../../src-tauri/icons/app.svg";
import { BeakerRegular } from "../icons";
import { shell as text } from "../text/shell";

export function TopBar() {
  return (
    <header className="top-bar">
      <img className="top-bar-icon" src={appIcon} alt="" />
      <strong>{text.product}</strong>
      <span className="top-bar-environment">
        <BeakerRegular fontSize={16} aria-hidden />
        {text.environment}
      </span>
      <span className="meta top-bar-nothing">{text.nothingReal}</span>
    </header>
  );
}
