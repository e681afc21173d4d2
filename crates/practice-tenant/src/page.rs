//! Pages for a person: sign-in and account picker. They escape all input and need no script.
