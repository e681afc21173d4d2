//! `hallpass registration …`: as files, and in the practice tenant.

mod check;
mod live;
mod pasted;
