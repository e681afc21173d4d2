// A server of an add-in with users of its own, around the handler that `hallpass code --for exchange` writes:
// node exchange-server.mjs API_FILE

import { pathToFileURL } from "node:url";

import express from "express";

const { exchangeApi } = await import(pathToFileURL(process.argv[2]));

const mailboxes = new Map();
const users = {
  find: async (uniqueId) => mailboxes.get(uniqueId),
  link: async (uniqueId, user) => void mailboxes.set(uniqueId, user),
};
const logOn = async ({ name, password }) => (password === "of the practice" ? { name } : undefined);

const app = express();
app.use("/api/exchange", exchangeApi({ users, logOn }));
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://localhost:${server.address().port}\n`);
});
