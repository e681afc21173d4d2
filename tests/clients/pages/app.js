// The page of an add-in without Office: each button is a flow of MSAL Browser, each line of the list how one ended.

async function main() {
  const settings = await (await fetch("settings.json")).json();
  const scopes = [settings.scope];
  const loginHint = settings.user;
  const app = new msal.PublicClientApplication({
    auth: {
      clientId: settings.client_id,
      authority: settings.authority,
      knownAuthorities: [new URL(settings.authority).host],
      redirectUri: new URL("dialog.html", location.href).href,
    },
  });
  await app.initialize();
  let signedIn;

  function assert(holds, what) {
    if (!holds) throw new Error(what);
  }

  function say(flow, why) {
    const line = document.createElement("li");
    line.id = `flow-${flow}`;
    line.dataset.fine = String(why === undefined);
    line.textContent = `${flow}: ${why ?? "fine"}`;
    document.getElementById("flows").append(line);
  }

  function assertForApi(got) {
    assert(got.account.username === settings.user, `signed in as ${got.account.username}`);
    const claims = JSON.parse(atob(got.accessToken.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    assert(claims.aud === settings.client_id && claims.scp === "access_as_user", "the token is not for the API");
  }

  async function flow(name, run) {
    try {
      await run();
      say(name);
    } catch (error) {
      say(name, `${error.errorCode ?? error.name}: ${error.errorMessage ?? error.message}`);
    }
  }

  const flows = {
    "no-session": async () => {
      const refused = await app.ssoSilent({ scopes, loginHint }).then(
        () => undefined,
        (error) => error,
      );
      assert(refused instanceof msal.InteractionRequiredAuthError, `not refused as it should be: ${refused}`);
    },
    iframe: async () => {
      const got = await app.ssoSilent({ scopes, loginHint });
      assert(!got.fromCache, "from the cache");
      assertForApi(got);
    },
    cache: async () => {
      const got = await app.acquireTokenSilent({ scopes, account: app.getAllAccounts()[0] });
      assert(got.fromCache, "not from the cache");
      signedIn = got;
    },
    refresh: async () => {
      // By the Application ID URI a client's refresh for its own API is refused (AADSTS90009).
      const own = [`${settings.client_id}/access_as_user`];
      const got = await app.acquireTokenSilent({ scopes: own, account: app.getAllAccounts()[0], forceRefresh: true });
      assert(!got.fromCache && got.accessToken !== signedIn.accessToken, "no new token");
      assertForApi(got);
    },
    popup: async () => assertForApi(await app.loginPopup({ scopes, prompt: "select_account" })),
  };

  for (const [name, run] of Object.entries(flows)) {
    document.getElementById(name).addEventListener("click", () => flow(name, run));
  }
  document.getElementById("redirect").addEventListener("click", () => app.loginRedirect({ scopes }));

  let returned;
  try {
    returned = await app.handleRedirectPromise();
    if (returned) assertForApi(returned);
    if (returned) say("redirect");
  } catch (error) {
    say("redirect", `${error.errorCode ?? error.name}: ${error.errorMessage ?? error.message}`);
  }
  // Before this a click would do nothing.
  document.body.dataset.ready = "true";
}

main();
