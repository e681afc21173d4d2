import type { ActivityEntry } from "../../src/ipc/bindings/ActivityEntry";
import { type Scenario, go } from "../scenario";
import { contoso } from "./surroundings";

const token: ActivityEntry = {
  at: "2026-01-15T14:26:07Z",
  purpose: "obo",
  method: "POST",
  url: "https://login.microsoftonline.com/9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613/oauth2/v2.0/token",
  duration_ms: 412,
  status: 200,
  error: null,
  correlation: [{ name: "x-ms-request-id", value: "5d0e77c2-8a11-4c40-9b1e-6f2f3d5b91ab" }],
  request: {
    headers: [["content-type", "application/x-www-form-urlencoded"]],
    body: "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_secret=%5Bmasked%5D&scope=User.Read",
  },
  answer: { headers: [], body: '{"token_type":"Bearer","expires_in":4371,"access_token":"[masked]"}' },
};
const entries: ActivityEntry[] = [
  { ...token, method: "GET", url: "https://graph.microsoft.com/v1.0/me", request: { headers: [], body: null } },
  token,
  { ...token, status: 400, error: "AADSTS65001" },
  { ...token, method: "GET", url: "https://login.microsoftonline.com/common/discovery/v2.0/keys", correlation: [] },
  { ...token, status: null, error: "network-refused", answer: null, correlation: [] },
];
const long = "a-very-long-name-of-a-tenant-that-nobody-would-type-by-hand.".repeat(6);
const many: ActivityEntry[] = Array.from({ length: 500 }, (_, at) => ({
  ...token,
  purpose: at % 3 === 0 ? "registration create" : "obo",
  url: `https://login.${long}example.com/${long}/oauth2/v2.0/token?with=${long}`,
  duration_ms: at * 977,
  status: at % 4 === 0 ? 400 : 200,
  error: at % 4 === 0 ? "AADSTS65001" : null,
  correlation: [{ name: "x-ms-request-id", value: long }],
  request: { headers: [["content-type", long]], body: `grant_type=${long}&scope=${long}` },
  answer: { headers: [], body: long.repeat(10) },
}));
const status = contoso;

export const activity: readonly Scenario[] = [
  { name: "activity-empty", answers: { status, activity: { entries: [], older: false } }, steps: go("activity") },
  {
    name: "activity",
    answers: { status, activity: { entries, older: false } },
    steps: async (hand) => {
      await go("activity")(hand);
      await hand.click("request-2");
      await hand.see("request-detail");
    },
  },
  {
    name: "activity-long",
    answers: { status, activity: { entries: many, older: true } },
    steps: async (hand) => {
      await go("activity")(hand);
      await hand.click("request-1");
      await hand.see("request-detail");
    },
  },
  {
    name: "activity-forget",
    answers: { status, activity: { entries, older: false } },
    steps: async (hand) => {
      await go("activity")(hand);
      // Before there is a request there is nothing to forget.
      await hand.see("request-1");
      await hand.click("activity-clear");
      await hand.see("activity-clear-yes");
    },
  },
  {
    name: "activity-error",
    answers: {
      status,
      activity: {
        rejects: {
          code: "file-not-allowed",
          message: "could not read the record of requests: you are not allowed to",
          hint: "check who owns it and its mode",
        },
      },
    },
    steps: async (hand) => {
      await go("activity")(hand);
      await hand.see("failure");
    },
  },
];
