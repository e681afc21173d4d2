// The dialog in which the user signs in where Office cannot.

import { SsoError, dialogError } from "./office-errors.js";

/** On this page's own origin, which Office demands, and a redirect URI of the registration. */
const PAGE = "/{{ dialog_page }}";

/**
 * @param claims what Entra wants of this sign-in, from the server's answer
 * @param consent whether the user has to agree to what the add-in may read
 * @returns a token for the scopes of entra.js
 */
export function tokenFromDialog({ claims, consent = false } = {}) {
  const address = new URL(PAGE, location.origin);
  if (claims) address.searchParams.set("claims", claims);
  if (consent) address.searchParams.set("consent", "1");
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(address.href, { height: 60, width: 30 }, (opened) => {
      if (opened.status === Office.AsyncResultStatus.Failed) return reject(dialogError(opened.error.code));
      const dialog = opened.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, ({ message, origin }) => {
        // Older Office names no origin; a newer one lets no other page send to this one unseen.
        if (origin && origin !== location.origin) return;
        dialog.close();
        const { token, code, words } = JSON.parse(message);
        if (token) resolve(token);
        else reject(new SsoError(code, words));
      });
      // 12006: closed by the user. After it nothing can come any more.
      dialog.addEventHandler(Office.EventType.DialogEventReceived, ({ error }) => reject(dialogError(error)));
    });
  });
}
