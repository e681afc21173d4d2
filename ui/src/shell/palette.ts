import type { CloudKind } from "../ipc/bindings/CloudKind";
import type { Page } from "../ipc/bindings/Page";
import type { Status } from "../ipc/bindings/Status";
import { shell as text } from "../text/shell";
import type { Errand } from "../window/errand";

export interface Entry {
  id: string;
  name: string;
  /** What kind it is, or its shortcut. */
  meta: string;
  run: () => void;
}

export interface Can {
  go: (page: Page) => void;
  send: (errand: Errand) => void;
  chooseProfile: (name: string) => void;
  chooseCloud: (cloud: CloudKind) => void;
}

const pages: readonly Page[] = [
  "overview",
  "register",
  "manifest",
  "sign-in",
  "token",
  "on-behalf-of",
  "diagnose",
  "activity",
  "settings",
];

export const clouds: readonly Exclude<CloudKind, "custom">[] = ["public", "us-gov", "us-gov-dod", "china", "practice"];

/** The page of each digit that is pressed with Ctrl. */
export function pageOfDigit(digit: number): Page | undefined {
  return pages[digit - 1];
}

/** All that can be done from anywhere. */
export function entries(status: Status, can: Can): readonly Entry[] {
  const errand = (id: keyof typeof text.action, sent: Errand): Entry => ({
    id,
    name: text.action[id],
    meta: text.page[sent.page],
    run: () => can.send(sent),
  });
  return [
    ...pages.map((page, at) => ({
      id: `go-${page}`,
      name: text.page[page],
      meta: text.shortcut(at + 1),
      run: () => can.go(page),
    })),
    errand("inspect", { page: "token", do: "inspect-clipboard" }),
    errand("signIn", { page: "sign-in", do: "sign-in" }),
    errand("onBehalfOf", { page: "on-behalf-of", do: "run" }),
    errand("newProfile", { page: "settings", do: "show", section: "profiles" }),
    errand("privacy", { page: "settings", do: "show", section: "privacy" }),
    ...status.profiles
      .filter((name) => name !== status.profile)
      .map((name) => ({
        id: `profile-${name}`,
        name: text.useProfile(name),
        meta: text.profile,
        run: () => can.chooseProfile(name),
      })),
    ...clouds
      .filter((cloud) => cloud !== status.environment.cloud)
      .map((cloud) => ({
        id: `cloud-${cloud}`,
        name: text.useCloud(text.cloud[cloud]),
        meta: text.environment,
        run: () => can.chooseCloud(cloud),
      })),
  ];
}

/** Those whose name has every word of the search, in their order. */
export function matching(all: readonly Entry[], search: string): readonly Entry[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, meta }) => {
    const text = `${name} ${meta}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Of Office or Entra, which have five digits or more; Entra writes letters before them. */
const code = /^(?:AADSTS)?\d{5,9}$/;

/** Leads from a code that was typed to what it means; nothing where it is none. */
export function diagnosing(search: string, send: Can["send"]): Entry | null {
  const typed = search.trim().toUpperCase();
  return code.test(typed)
    ? {
        id: "diagnose",
        name: text.diagnose(typed),
        meta: text.page.diagnose,
        run: () => send({ page: "diagnose", do: "diagnose", text: typed }),
      }
    : null;
}
