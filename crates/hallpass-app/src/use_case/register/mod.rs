//! The registration as a person goes through it: few facts in, every value out in the order of the portal, which of them are
//! in place, and what the rules say of the registration that was read last.
//!
//! What a live run does is in [`registration`](super::registration); here is what a window shows and keeps of it.

mod code;
mod fact;
mod outcome;
mod page;
mod placed;
mod reading;
mod rendering;
mod row;
mod secret;
mod tick;
mod view;

#[cfg(test)]
mod tests;

pub use code::{CodeFileView, CodeInFolder, CodeView, StackView, VariableView, code, write_code};
pub use fact::{FactKind, FactView, set_fact, stated};
pub use outcome::{Done, OutcomeView, RegistrationChange, RegistrationProgress, SecretTold, Via, ViaView};
pub use page::{PageView, PrerequisiteView, ValueView};
pub use placed::{FoundView, Mending};
pub use reading::{Reading, ReadingView, Source, fetch, import, of_outcome, take_over};
pub use rendering::{Rendering, rendering};
pub use row::RegisterRow;
pub use secret::{
    ImportedView, SecretsView, StoredView, delete_secret, import_secret, keep_secret, secrets, set_secret_end,
};
pub use tick::tick;
pub use view::{PlanView, RegisterView, RegistrationView, Standing, view};
