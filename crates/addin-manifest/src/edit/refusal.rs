use crate::Span;

/// Why a file was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct Refusal {
    pub kind: RefusalKind,
    pub span: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalKind {
    /// In the words of the judge of well-formedness.
    NotWellFormed(String),
    /// JSON, another document, or an encoding that is not edited; in a sentence without a full stop.
    NotAnXmlManifest(String),
    /// There is no `VersionOverrides` that may hold the element.
    NoVersionOverrides,
    /// Mail with `VersionOverridesV1_0` alone: Outlook reads the element only in a nested V1_1.
    MailWithoutV1_1,
    /// A value that XML cannot hold as it is, or a file in which the markup would not stand as it was written; in a
    /// sentence without a full stop.
    UnfitValue(String),
}

impl Refusal {
    /// What is wrong: lower-case start, no full stop.
    pub fn message(&self) -> String {
        match &self.kind {
            RefusalKind::NotWellFormed(words) => format!("the manifest is not well-formed XML: {words}"),
            RefusalKind::NotAnXmlManifest(words) => format!("not an add-in only manifest (XML): {words}"),
            RefusalKind::NoVersionOverrides => {
                "the manifest has no VersionOverrides that may hold WebApplicationInfo".to_owned()
            }
            RefusalKind::MailWithoutV1_1 => {
                "the mail manifest has VersionOverridesV1_0 alone; Outlook reads WebApplicationInfo only in a nested \
                 VersionOverridesV1_1"
                    .to_owned()
            }
            RefusalKind::UnfitValue(words) => format!("the markup cannot be written: {words}"),
        }
    }

    /// What to do: a sentence without a full stop.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            RefusalKind::NotWellFormed(_) => {
                "correct the XML at this place, then try again; the file was left as it is"
            }
            RefusalKind::NotAnXmlManifest(_) => "name the manifest whose root element is OfficeApp, saved as UTF-8",
            RefusalKind::NoVersionOverrides => {
                "add a VersionOverrides element in the namespace of the add-in's type behind Permissions (mail: behind \
                 Rule)"
            }
            RefusalKind::MailWithoutV1_1 => {
                "nest a VersionOverrides of type VersionOverridesV1_1 as the last child of the one that is there, with \
                 its own Requirements, Hosts and Resources: it inherits nothing"
            }
            RefusalKind::UnfitValue(_) => "correct what is named; the file was left as it is",
        }
    }
}
