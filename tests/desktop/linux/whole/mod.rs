//! The whole journey with one's own add-in, in one window: from the first run to the answer of Graph, then what goes wrong
//! on purpose and is put right by the button beside it. No secret of any of it comes to the page.

mod failures;
mod from_the_first_run;
mod manifest_file;
mod walk;
