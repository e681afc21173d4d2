// Stands for Office.js in a browser: a host without single sign-on of its own, whose dialogs are windows.

globalThis.Office = {
  AsyncResultStatus: { Failed: "failed", Succeeded: "succeeded" },
  EventType: { DialogMessageReceived: "message", DialogEventReceived: "event" },
  onReady: async () => {},
  auth: {
    getAccessToken: async () => {
      throw Object.assign(new Error("of Office"), { code: 13000 });
    },
    getAuthContext: async () => {
      throw new Error("not in this host");
    },
  },
  context: {
    requirements: { isSetSupported: () => true },
    ui: {
      messageParent: (text, { targetOrigin }) => window.opener.postMessage(text, targetOrigin),
      displayDialogAsync(address, _size, opened) {
        const dialog = window.open(address, "dialog", "popup,width=400,height=600");
        const value = {
          addEventHandler(event, handler) {
            if (event === "message") addEventListener("message", ({ data, origin }) => handler({ message: data, origin }));
          },
          close: () => dialog.close(),
        };
        opened({ status: "succeeded", value });
      },
    },
  },
};

// As Office.js does.
history.pushState = null;
history.replaceState = null;
