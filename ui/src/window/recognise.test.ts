import { expect, it } from "vitest";

import { recognise } from "./recognise";

it.each([
  ["eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.", "token"],
  ["  Bearer eyJh.eyJh.c2ln\n", "token"],
  ["AADSTS65001: The user has not consented", "error"],
  ["13004", "error"],
  ["https://localhost/?error=access_denied&state=a", "error"],
  ['{"error":"invalid_grant"}', "error"],
  ['<?xml version="1.0"?>\n<OfficeApp xmlns="a">', "manifest"],
  ['{"manifestVersion": "1.17"}', "manifest"],
  ["hello", null],
  ["130045", null],
  ["", null],
])("%s is %s", (text, expected) => expect(recognise(text)).toBe(expected));
