/**
 * What the add-in's page is told: a status, a code that it branches on, a message for people, and for a claims challenge
 * the claims. Never a token, and nothing of Entra's own text.
 */
export class Refused extends Error {
  constructor(status, code, message, more = {}) {
    super(message);
    Object.assign(this, { status, code, more });
  }
}
