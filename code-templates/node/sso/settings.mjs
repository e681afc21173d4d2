// {{ heading }}
//
// Settings come from the environment; what is not secret has a default here. `hallpass plan --as env` prints them for
// a .env file: node --env-file=.env server.mjs. The client secret stands in neither.

/** The first that is not empty: the environment's value, or what the plan knows. */
function setting(name, known = "") {
  const value = process.env[name] || known;
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}

export const settings = Object.freeze({
  authority: setting("AUTHORITY", "{{ authority }}"),
  clientId: setting("CLIENT_ID", "{{ client_id }}"),
  clientSecret: setting("CLIENT_SECRET"),
  graph: setting("GRAPH", "{{ graph }}"),
  graphScopes: setting("GRAPH_SCOPES", "{{ graph_scopes | join(' ') }}").split(" "),
//% if not single_tenant
  // Empty lets in everybody whose tenant has consented. Name the tenants of your customers unless that is what you want.
  allowedTenants: (process.env.ALLOWED_TENANTS ?? "").toLowerCase().split(/[\s,]+/).filter(Boolean),
//% endif
});
