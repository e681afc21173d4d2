// {{ heading }}
//
// ON-PREMISES Exchange only: Exchange Online issues no identity tokens since October 2025.

function setting(name, known = "") {
  const value = process.env[name] || known;
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}

export const settings = Object.freeze({
  // Hosts, with the port unless it is 443. Whoever answers there says which key is Exchange's: never take one from a token.
  exchangeHosts: setting("EXCHANGE_HOSTS").toLowerCase().split(/[\s,]+/).filter(Boolean),
  // The first SourceLocation of ItemRead or ItemEdit in the manifest.
  addInPage: new URL(setting("ADD_IN_PAGE", "{{ origin }}/{{ task_pane_page }}")),
});
