use std::path::Path;

use addin_manifest::{Refusal, RefusalKind};

use crate::AppError;

/// Why the file was left as it is, with the place where there is one.
pub(crate) fn refused(file: &Path, bytes: &[u8], refusal: &Refusal) -> AppError {
    let code = match refusal.kind {
        RefusalKind::NotWellFormed(_) => "not-well-formed",
        RefusalKind::NotAManifest(_) => "not-a-manifest",
        RefusalKind::Encoding(_) => "encoding-not-edited",
        RefusalKind::MailWithoutOverrides
        | RefusalKind::UnknownAppType
        | RefusalKind::NoPlace(_)
        | RefusalKind::NotForMail
        | RefusalKind::NotInTemplate(_) => "not-applicable",
        RefusalKind::NotInV1_1(_) => "mail-needs-v1-1",
        RefusalKind::WouldBreak(_) => "change-would-break",
        RefusalKind::UncountableVersion(_) => "version-not-countable",
        RefusalKind::UnfitValue(_) => "value-not-accepted",
    };
    let mut message = format!("{}: {}", file.display(), refusal.message());
    if let Some(span) = refusal.span {
        let place = addin_manifest::line_column(bytes, span.start);
        message.push_str(&format!(" (line {}, column {})", place.line, place.column));
    }
    AppError::failed(code, message).with_hint(refusal.hint())
}
