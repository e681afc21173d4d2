// The add-in's page as `hallpass code --for client` writes it, in front of an Office, a server and a dialog that answer by a
// table: node page.mjs FOLDER

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);

/** What the page did, case by case. */
let seen;
/** What it meets, in this order. */
let office, server, dialog;

globalThis.location = { origin: "https://localhost:3000" };
globalThis.Office = {
  AsyncResultStatus: { Failed: "failed", Succeeded: "succeeded" },
  EventType: { DialogMessageReceived: "message", DialogEventReceived: "event" },
  onReady: async () => {},
  auth: {
    async getAccessToken(options) {
      assert.ok(!seen.options.includes(options), "an options object is used twice");
      assert.ok(!seen.asking, "asked while Office is asked");
      seen.asking = true;
      seen.options.push(options);
      seen.asked.push({ ...options });
      // As Office.js does.
      options.internal = "written by Office";
      await Promise.resolve();
      seen.asking = false;
      const next = office.shift();
      assert.ok(next !== undefined, "Office is asked once more than expected");
      if (typeof next === "string") return next;
      throw Object.assign(new Error("of Office"), { code: next });
    },
  },
  context: {
    requirements: { isSetSupported: () => seen.supported },
    ui: {
      displayDialogAsync(address, _size, opened) {
        seen.dialogs.push(new URL(address).pathname + new URL(address).search);
        const next = dialog.shift();
        assert.ok(next !== undefined, "a dialog is opened that nobody expects");
        if (next.refused) return opened({ status: "failed", error: { code: next.refused } });
        const handlers = {};
        const value = {
          addEventHandler: (event, handler) => {
            handlers[event] = handler;
          },
          close: () => {
            seen.closed += 1;
          },
        };
        opened({ status: "succeeded", value });
        if (next.stranger) handlers.message({ message: '{"token":"stolen"}', origin: "https://elsewhere.example" });
        if (next.closed) handlers.event({ error: 12006 });
        else handlers.message({ message: JSON.stringify(next.message), origin: next.origin });
      },
    },
  },
};
globalThis.fetch = async (path, { method, headers }) => {
  assert.equal(method, "POST");
  seen.posts.push(headers.Authorization);
  const next = server.shift();
  assert.ok(next !== undefined, "the server is asked once more than expected");
  if (next === "offline") throw new TypeError("fetch failed");
  const [status, body] = next;
  return { ok: status === 200, status, json: async () => body };
};
console.error = (line) => seen.advice.push(line);

const { callApi } = await import(pathToFileURL(`${folder}/sso.js`));

const GOOD = [200, { me: "Adele" }];
const expired = [401, { code: "token_expired", message: "ended" }];
const challenge = [401, { code: "claims_challenge", message: "more", claims: '{"access_token":{}}' }];
const consent = [403, { code: "consent_required", message: "nobody agreed" }];
const interaction = [403, { code: "interaction_required", message: "sign in again" }];
const inDialog = { message: { token: "dialog" } };

/** Name, what is met, how it ends (data, or the code of the error), and what is true besides. */
const cases = [
  ["the token is sent", { office: ["t1"], server: [GOOD] }, "data", () => assert.deepEqual(seen.posts, ["Bearer t1"])],
  ...[13000, 13001, 13003, 13004, 13005, 13007, 13009, 13011, 13013, 13990, 50001, 99999].map((code) => [
    `${code}: dialog`,
    { office: [code], server: [GOOD], dialog: [inDialog] },
    "data",
    () => assert.deepEqual([seen.posts, seen.dialogs, seen.closed], [["Bearer dialog"], ["/dialog.html"], 1]),
  ]),
  ...[13002, 13006, 13008, 13010, 5001].map((code) => [`${code}: told`, { office: [code] }, code]),
  [
    "13012: without forMSGraphAccess",
    { office: [13012, "t2"], server: [GOOD] },
    "data",
    () => assert.deepEqual(seen.asked.map((options) => options.forMSGraphAccess), [true, false]),
  ],
  ["13012 twice: dialog", { office: [13012, 13012], server: [GOOD], dialog: [inDialog] }, "data"],
  ["13991: again", { office: [13991, "t2"], server: [GOOD] }, "data"],
  ["13991 twice: dialog", { office: [13991, 13991], server: [GOOD], dialog: [inDialog] }, "data"],
  ["the token has ended: again", { office: ["t1", "t2"], server: [expired, GOOD] }, "data", () =>
    assert.deepEqual(seen.posts, ["Bearer t1", "Bearer t2"])],
  ["it has ended twice: told", { office: ["t1", "t2"], server: [expired, expired] }, "token_expired"],
  ["a claims challenge: authChallenge", { office: ["t1", "t2"], server: [challenge, GOOD] }, "data", () =>
    assert.deepEqual(seen.asked.map((options) => options.authChallenge), [undefined, '{"access_token":{}}'])],
  ["twice: dialog, with the claims", { office: ["t1", "t2"], server: [challenge, challenge, GOOD], dialog: [inDialog] },
    "data", () => assert.deepEqual(seen.dialogs, ["/dialog.html?claims=%7B%22access_token%22%3A%7B%7D%7D"])],
  ["no consent: dialog that asks", { office: ["t1"], server: [consent, GOOD], dialog: [inDialog] }, "data", () =>
    assert.deepEqual(seen.dialogs, ["/dialog.html?consent=1"])],
  ["interaction: dialog", { office: ["t1"], server: [interaction, GOOD], dialog: [inDialog] }, "data"],
  ["no consent after the dialog: told", { office: ["t1"], server: [consent, consent, consent], dialog: [inDialog, inDialog] },
    "consent_required"],
  ["anything else of the server: told", { office: ["t1"], server: [[502, { code: "exchange_failed", message: "no" }]] },
    "exchange_failed"],
  ["no JSON of the server: told", { office: ["t1"], server: [[500, {}]] }, "server_failed"],
  ["no network: told", { office: ["t1"], server: ["offline"] }, "server_unreachable"],
  ["no IdentityAPI: dialog", { supported: false, server: [GOOD], dialog: [inDialog] }, "data", () =>
    assert.deepEqual(seen.asked, [])],
  ["a dialog of an older Office", { office: [13000], server: [GOOD], dialog: [{ ...inDialog, origin: undefined }] }, "data"],
  ["a stranger's message is not heard", { office: [13000], server: [GOOD], dialog: [{ ...inDialog, stranger: true }] }, "data",
    () => assert.deepEqual(seen.posts, ["Bearer dialog"])],
  ["the dialog is closed", { office: [13000], dialog: [{ closed: true }] }, 12006],
  ...[12004, 12005, 12007, 12009, 12011, 12099].map((code) => [
    `${code}: told`, { office: [13000], dialog: [{ refused: code }] }, code]),
  ["the sign-in fails", { office: [13000], dialog: [{ message: { code: "access_denied", words: "no" } }] }, "access_denied"],
];

for (const [name, met, ends, more] of cases) {
  seen = { supported: met.supported ?? true, options: [], asked: [], dialogs: [], posts: [], advice: [], closed: 0 };
  [office, server, dialog] = [[...(met.office ?? [])], [...(met.server ?? [])], [...(met.dialog ?? [])]];
  const ended = await callApi("/api/graph-data").then(
    (data) => (assert.deepEqual(data, GOOD[1]), "data"),
    (error) => {
      assert.equal(error.name, "SsoError", `${name}: ${error.stack}`);
      assert.match(error.message, /^\S.*\S$/s);
      return error.code;
    },
  );
  assert.equal(ended, ends, name);
  assert.deepEqual([office, server, dialog], [[], [], []], `${name}: not all was met`);
  for (const asked of seen.asked) assert.ok(asked.allowSignInPrompt && asked.allowConsentPrompt, name);
  more?.();
}

// Two clicks at once: one question after the other, because Office on the web refuses the second (13008).
seen = { supported: true, options: [], asked: [], dialogs: [], posts: [], advice: [], closed: 0 };
[office, server, dialog] = [["t1", "t2"], [GOOD, GOOD], []];
await Promise.all([callApi("/api/a"), callApi("/api/b")]);
assert.deepEqual(seen.posts, ["Bearer t1", "Bearer t2"]);

process.stdout.write(`${cases.length + 1} cases\n`);
