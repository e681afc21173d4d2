// The add-in's own API: Graph's data for the user whose token comes along.

import { Router } from "express";

import { callGraph } from "./graph.mjs";
import { Refused } from "./refused.mjs";
import { checkToken } from "./token.mjs";

export const api = Router();

// No CORS: the add-in's pages come from the same origin, and no other page has business here.
api.use((request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
});

api.post("/graph-data", async (request, response) => {
  const user = await checkToken(request.get("Authorization"));
  response.json(await callGraph(user, "{{ graph_call }}"));
});

api.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  let refused = error;
  if (!(error instanceof Refused)) {
    console.error(`${request.method} ${request.baseUrl}${request.path}: ${error.cause?.code ?? error.message}`);
    refused = new Refused(503, "unavailable", "the add-in's server could not check the sign-in, try again later");
  }
  const { status, code, message, more } = refused;
  // Without a token there is no error of one (RFC 6750).
  if (status === 401) response.set("WWW-Authenticate", code === "token_missing" ? "Bearer" : 'Bearer error="invalid_token"');
  if (more.retryAfter) response.set("Retry-After", more.retryAfter);
  return response.status(status).json({ code, message, ...(more.claims && { claims: more.claims }) });
});
