// What to do about each error of getAccessToken and of the dialog.
//
// Sources: "Troubleshoot error messages for single sign-on" and "Handle errors and events in the Office dialog box" of the
// Office Add-ins documentation. 13009, 13011, 13990 and 13991 are in Office.js and not in these pages.

/** An error whose message is for the user. */
export class SsoError extends Error {
  /** @param {number|string} code Office's number, or the server's word */
  constructor(code, message) {
    super(message);
    this.name = "SsoError";
    this.code = code;
  }
}

const dialog = (advice) => ({ action: "dialog", advice });
const tell = (message) => ({ action: "tell", message });

/**
 * `dialog`: sign in with the fallback dialog. `tell`: show the message; the rest of the add-in goes on. `again`: once more,
 * then the dialog. `without-graph`: once more without `forMSGraphAccess`, then the dialog. `advice` is for the developer.
 */
const OFFICE_ERRORS = {
  13000: dialog("no single sign-on here: WebApplicationInfo is missing or misplaced in the manifest, or Office is old"),
  // Prompting was allowed: a browser that keeps the session from Office, such as Firefox with strict tracking protection.
  13001: dialog(),
  13002: tell("You did not finish signing in. Try again whenever you like; everything else goes on working."),
  13003: dialog(), // an account that Office has no token for, such as one of an on-premises domain
  13004: dialog("Resource in the manifest must be api://, host and port of these pages, a slash and the client ID"),
  13005: dialog("Office is not pre-authorized for access_as_user (Expose an API), or consent to profile was taken back"),
  13006: tell("The session in this browser has ended. Sign out of Office, close all windows of the browser, then sign in again."),
  13007: dialog("openid and profile must be among the API permissions, and the add-in enabled for users to sign in"),
  13008: tell("Office is still signing you in. Wait a moment, then try again."),
  13009: dialog("Office cannot ask for consent for this kind of add-in: an administrator can grant it"),
  13010: tell("The browser keeps Microsoft's pages and those of your organization in different security zones. Put them into one."),
  13011: dialog("check Resource in the manifest, and that Office is pre-authorized"),
  // Not on this platform; or sideloaded in Outlook, or without an administrator's consent: both only with forMSGraphAccess.
  13012: { action: "without-graph" },
  13013: dialog("getAccessToken is called too often: keep no loop around it"),
  13990: dialog(),
  13991: { action: "again" },
  50001: dialog("this Office is too old, or office.js comes from a cache: update Office, clear its cache"),
  5001: tell("Close the dialog that is open, then try again."), // Outlook on the web
};

const DIALOG_ERRORS = {
  12002: "The page for signing in could not be loaded.",
  12003: "The page for signing in left https.",
  12004: "The page for signing in is not on a domain that this add-in trusts.",
  12005: "The page for signing in is not on https.",
  12006: "You closed the sign-in. Try again whenever you like; everything else goes on working.",
  12007: "A dialog of this add-in is open already. Close it, then try again.",
  12009: "The browser was not allowed to open the sign-in. Try again, and choose Allow.",
  12011: "The browser blocked the sign-in. Allow pop-up windows for this page, then try again.",
};

/** @returns what to do; for a number that is not known, the dialog */
export function officeError(code) {
  return OFFICE_ERRORS[code] ?? dialog(`error ${code} is not among the documented ones`);
}

export function dialogError(code) {
  return new SsoError(code, DIALOG_ERRORS[code] ?? `The sign-in could not be opened (${code}).`);
}
