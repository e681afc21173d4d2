// {{ heading }}
//
// Put `api` into the server that has the add-in's pages: Office takes pages by https alone, and the pages call their own
// origin. Where a development server or a proxy has them, let it pass /api on to this one.

import express from "express";

import { api } from "./sso/api.mjs";

const { PORT = "3001", HOST = "127.0.0.1" } = process.env;

const app = express();
app.disable("x-powered-by");
app.use("/api", api);

const server = app.listen(Number(PORT), HOST, (error) => {
  if (error) throw error;
  console.log(`listening on http://localhost:${server.address().port}`);
});
