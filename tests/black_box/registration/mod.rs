//! `hallpass registration …`: as files, and in the practice tenant.

mod another;
mod check;
mod live;
mod pasted;
mod taken_back;
pub mod tenant;
