//! The HTTP layer in front of the state machine.
