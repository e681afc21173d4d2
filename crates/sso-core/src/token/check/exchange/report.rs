use serde::Serialize;

use super::{Check, CheckId, TokenReport};
use crate::token::exchange::UniqueUserId;

/// The checks of an Exchange identity token, and the key to store its user by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExchangeReport {
    #[serde(flatten)]
    pub report: TokenReport,
    /// `None` unless every check passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_user_id: Option<UniqueUserId>,
}

impl ExchangeReport {
    pub fn passed(&self) -> bool {
        self.report.passed()
    }

    /// The verdict in one sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        let failed: Vec<&Check> = self.report.failures().collect();
        let more = match failed.len() {
            0 | 1 => String::new(),
            2 => " (and one more check failed)".to_owned(),
            n => format!(" (and {} more checks failed)", n - 1),
        };
        // Those without which the others say nothing come first in the list.
        match failed.first() {
            None if self.report.verified => {
                "This Exchange identity token is genuine, and your server may take it".to_owned()
            }
            None => "NOT VERIFIED: all that can be checked without the server's certificate is right".to_owned(),
            Some(first) => match first.id {
                CheckId::Form => format!("This is no usable token: {}{more}", first.detail),
                CheckId::AppContext => format!("This is no usable Exchange identity token: {}{more}", first.detail),
                CheckId::Algorithm | CheckId::MetadataUrl | CheckId::Key | CheckId::Signature => {
                    format!("Do not trust this token: {}{more}", first.detail)
                }
                _ if self.report.verified => format!("This token is genuine, but {}{more}", first.detail),
                _ => format!("NOT VERIFIED, no certificate was used; and {}{more}", first.detail),
            },
        }
    }
}
