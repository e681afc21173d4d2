// The add-in's users, known by their mailboxes on your own Exchange server. ON-PREMISES Exchange only.
//
//   app.use("/api/exchange", exchangeApi({ users, logOn }));
//
// `users` is your database: `find(uniqueId)` gives the user or undefined, `link(uniqueId, user)` remembers the mailbox. The
// page is sent the user as it stands here: give it what the page may know, and nothing such as the hash of a password.
// `logOn({ name, password })` gives the user of your own accounts, or undefined; it limits attempts, as everywhere.

import express from "express";

import { Refused } from "./refused.mjs";
import { uniqueId } from "./token.mjs";

export function exchangeApi({ users, logOn }) {
  const api = express.Router();

  // No CORS: the add-in's pages come from the same origin, and no other page has business here.
  api.use((request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  api.use(express.json({ limit: "10kb" }));

  /** Who is it? Routes of your own begin in the same way. */
  api.post("/user", async (request, response) => {
    const user = await users.find(await uniqueId(request.get("Authorization")));
    if (!user) throw new Refused(401, "log_on_needed", "log on once, so that your mailbox is known");
    response.json(user);
  });

  /** Proves both: the mailbox by the token, the account by the log-on. Only then one is linked to the other. */
  api.post("/log-on", async (request, response) => {
    const mailbox = await uniqueId(request.get("Authorization"));
    const { name, password } = request.body ?? {};
    const isText = typeof name === "string" && typeof password === "string";
    const user = isText ? await logOn({ name, password }) : undefined;
    if (!user) throw new Refused(403, "log_on_refused", "name or password is not right");
    await users.link(mailbox, user);
    response.json(user);
  });

  api.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    let refused = error;
    if (error.expose) {
      // Of Express: a body that cannot be read. What the error says has a piece of it, and that may be of a password.
      refused = new Refused(error.status, "request_refused", "the request cannot be read");
    } else if (!(error instanceof Refused)) {
      console.error(`${request.method} ${request.baseUrl}${request.path}: ${error.cause?.code ?? error.message}`);
      refused = new Refused(503, "unavailable", "the add-in's server could not check who you are, try again later");
    }
    return response.status(refused.status).json({ code: refused.code, message: refused.message });
  });
  return api;
}
