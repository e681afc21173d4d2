import { useSurroundings } from "../../window/context";
import { Register } from "./Register";
import "./register.css";

/** Each profile has a page of its own: what was typed for one is nothing to another. */
export default function RegisterPage() {
  return <Register key={useSurroundings().status.profile} />;
}
