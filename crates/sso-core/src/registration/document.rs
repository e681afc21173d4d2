//! A registration as people have it: a text in one of several shapes, read into the one [`Registration`].

use super::lenient::LeftOut;
use super::locate::Piece;
use super::old::Origins;
use super::{Registration, ServicePrincipal};
use crate::Place;

/// Which export or answer a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Microsoft Graph's `application`: the portal's manifest since 2025, `GET /applications/{id}`, `az ad app show`.
    Graph,
    /// Azure AD Graph's: the portal's manifest before, and today for an app registered with a personal account.
    AadGraph,
}

/// What was read. Reading goes on where a property is of a wrong type: it is a problem, and what stands there is kept in
/// `other` of the object it belongs to (of an entry of a list: of the nearest object around it that has one, by the path
/// from there, such as `redirectUris[1]`).
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub shape: Shape,
    pub registration: Registration,
    /// Where the text has it: beside the application, or as an entry of a list.
    pub service_principal: Option<ServicePrincipal>,
    /// In the order of the text's objects; entries of lists by their number in the text.
    pub problems: Vec<Problem>,
    pub(super) application: Piece,
    pub(super) beside: Option<Piece>,
    pub(super) origins: Origins,
    pub(super) left_out: LeftOut,
}

/// A property that could not be taken for what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// In Graph's words, dotted: `api.requestedAccessTokenVersion`, `spa.redirectUris[1]`; one that Graph does not have as
    /// the text names it.
    pub property: String,
    /// What is wrong, without the property in front and without a full stop: `is missing`.
    pub words: String,
}

/// What a problem means for what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The property was not read: the model has its default there, or an entry of a list less.
    Unread,
    /// The property stands twice, and one of them was read.
    Duplicate,
    /// A secret's value stood there, and was dropped.
    Secret,
}

/// Why a text is no registration at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotARegistration {
    /// What it is instead, as far as one can tell. Without a full stop.
    pub words: String,
    /// What to give instead. Without a full stop.
    pub hint: String,
    /// Where the text stops making sense; nowhere, if it does, and is something else.
    pub place: Place,
}
