/** What the add-in's page is told: a status, a code that it branches on, and a message for people. */
export class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}
