use crate::Span;

/// Why a file was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct Refusal {
    pub kind: RefusalKind,
    pub span: Option<Span>,
}

/// Words in it have no full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalKind {
    /// In the words of the judge of well-formedness.
    NotWellFormed(String),
    /// Another document, or one that is not read.
    NotAManifest(String),
    /// A manifest in an encoding that is not edited: what is written would be in another.
    Encoding(String),
    /// Mail without any `VersionOverrides`: one that Outlook reads needs Hosts, and made-up Hosts would change the add-in.
    MailWithoutOverrides,
    /// No `VersionOverrides` that Office knows is there, and the type of `<OfficeApp>` does not say which to make.
    UnknownAppType,
    /// The schema of this manifest has no place for it, or what holds that place is not what Office reads there.
    NoPlace(String),
    /// Mail with `VersionOverridesV1_0` alone, which holds what V1_1 cannot: so the copy cannot be made.
    NotInV1_1(String),
    /// A value that the format cannot hold as it is.
    UnfitValue(String),
    /// The edited file would not be well-formed, or would not read back as it was written.
    WouldBreak(String),
    /// Outlook supports this in no manifest.
    NotForMail,
    /// An Office application that a manifest of the asked kind is not for; no sentence around the words.
    NotInTemplate(String),
    /// A version that is not made of numbers, or whose last part cannot be counted up.
    UncountableVersion(String),
}

impl Refusal {
    pub(crate) fn new(kind: RefusalKind, span: Option<Span>) -> Self {
        Self { kind, span }
    }

    /// What is wrong: lower-case start, no full stop.
    pub fn message(&self) -> String {
        match &self.kind {
            RefusalKind::NotWellFormed(words) => format!("the manifest is not well-formed: {words}"),
            RefusalKind::NotAManifest(words) => format!("not the manifest of an add-in: {words}"),
            RefusalKind::Encoding(words) => format!("the manifest is in an encoding that is not edited: {words}"),
            RefusalKind::MailWithoutOverrides => {
                "the mail manifest has no VersionOverrides, and Outlook reads WebApplicationInfo only there; one that \
                 is made up would change what the add-in shows"
                    .to_owned()
            }
            RefusalKind::UnknownAppType => {
                "the manifest has no VersionOverrides that Office knows, and its OfficeApp has no type that says which \
                 to make"
                    .to_owned()
            }
            RefusalKind::NoPlace(words) => format!("the manifest has no place for it: {words}"),
            RefusalKind::NotInV1_1(words) => {
                format!(
                    "the mail manifest has VersionOverridesV1_0 alone, and its content cannot be copied into V1_1: \
                     {words}"
                )
            }
            RefusalKind::UnfitValue(words) => format!("this cannot be written: {words}"),
            RefusalKind::WouldBreak(words) => format!("the change would break the manifest: {words}"),
            RefusalKind::NotForMail => "Outlook supports this requirement in no manifest".to_owned(),
            RefusalKind::NotInTemplate(words) => words.clone(),
            RefusalKind::UncountableVersion(words) => format!("the version cannot be counted up: {words}"),
        }
    }

    /// What to do: a sentence without a full stop.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            RefusalKind::NotWellFormed(_) => {
                "correct the text at this place, then try again; the file was left as it is"
            }
            RefusalKind::NotAManifest(_) => {
                "name the add-in only manifest (XML, its root element is OfficeApp) or the unified manifest (JSON)"
            }
            RefusalKind::Encoding(_) => "save it as UTF-8 and change encoding= in the XML declaration, then try again",
            RefusalKind::MailWithoutOverrides => {
                "add a VersionOverrides of type VersionOverridesV1_0 with the add-in's own Hosts and Resources behind \
                 Rule, then try again"
            }
            RefusalKind::UnknownAppType => {
                "give OfficeApp its xsi:type (TaskPaneApp, ContentApp or MailApp), and VersionOverrides its namespace"
            }
            RefusalKind::NotInV1_1(_) => {
                "nest a VersionOverrides of type VersionOverridesV1_1 as the last child of the one that is there, with \
                 its own Requirements, Hosts and Resources: it inherits nothing"
            }
            RefusalKind::NoPlace(_) => "correct what is named, then try again; the file was left as it is",
            RefusalKind::UnfitValue(_) | RefusalKind::WouldBreak(_) => {
                "correct what is named; the file was left as it is"
            }
            RefusalKind::NotForMail => {
                "ask at run time: Office.context.requirements.isSetSupported(\"IdentityAPI\", \"1.3\")"
            }
            RefusalKind::NotInTemplate(_) => {
                "leave that application out, or make a manifest of its own for it; the unified manifest can be for all \
                 four at once"
            }
            RefusalKind::UncountableVersion(_) => "write the next version yourself; the file was left as it is",
        }
    }
}
