//! Every judgement, one file a rule: its words, its code and its tests.

pub mod manifest;
