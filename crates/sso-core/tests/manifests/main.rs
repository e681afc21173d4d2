//! The rules over real manifests.

mod corpus;
