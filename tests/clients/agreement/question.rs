//! A row of the table as a question that every library understands, and our own answer to it.

use serde_json::{Value, json};
use sso_core::token::{CheckId, TokenReport, Verdict};
use token_table::Row;
use token_table::made::NOW;

/// The longest tolerance that a server should have.
const MOST: i64 = 300;

/// Token, keys, time, and what a server expects that serves both versions of tokens: it chooses issuer and audience by
/// `ver` and `tid` before it asks its library, which knows neither.
pub fn of(row: &Row) -> Value {
    let expected = row.expected();
    let client_id = expected.client_id.to_string();
    let audiences: Vec<String> = match row.claim("ver") {
        // Any of the app's URIs, maybe with a slash behind it.
        Some("1.0") => {
            let uris = expected.app_id_uris.iter().flat_map(|uri| [uri.to_string(), format!("{uri}/")]);
            std::iter::once(client_id).chain(uris).collect()
        }
        _ => vec![client_id],
    };
    json!({
        "name": row.name,
        "token": row.token(),
        "keys": row.key_set(),
        "now": NOW,
        "tolerance": expected.skew.as_secs().clamp(0, MOST),
        "audiences": audiences,
        "issuers": issuer(row).into_iter().collect::<Vec<_>>(),
    })
}

/// The one issuer that a token of this `ver` and `tid` may have. Where there is none, a library is told a list of none.
fn issuer(row: &Row) -> Option<String> {
    let tenant = row.claim("tid").filter(|tid| tid.len() == 36 && tid.parse::<uuid::Uuid>().is_ok());
    let metadata = &row.expected().issuer;
    match row.claim("ver")? {
        "2.0" if metadata.contains("{tenantid}") => Some(metadata.replace("{tenantid}", tenant?)),
        "2.0" => Some(metadata.clone()),
        "1.0" => {
            let mut segments = metadata.strip_prefix("https://")?.split('/');
            let (host, of_metadata) = (segments.next()?, segments.next()?);
            let of_version_one = match host {
                "login.microsoftonline.com" | "login.microsoftonline.us" => "sts.windows.net",
                "login.partner.microsoftonline.cn" => "sts.chinacloudapi.cn",
                other => other,
            };
            let tenant = if of_metadata == "{tenantid}" { tenant? } else { of_metadata };
            Some(format!("https://{of_version_one}/{tenant}/"))
        }
        _ => None,
    }
}

/// Whether Hallpass has nothing against this aspect of the token.
pub fn accepts(report: &TokenReport, aspect: &str) -> bool {
    let holds = |id| matches!(report.check(id), Some(check) if matches!(check.verdict, Verdict::Pass | Verdict::Warn));
    let signature = [CheckId::Form, CheckId::Algorithm, CheckId::Key, CheckId::Signature].into_iter().all(holds);
    let claims = match aspect {
        "signature" => true,
        "lifetime" => holds(CheckId::Lifetime),
        "audience" => holds(CheckId::Audience),
        "issuer" => holds(CheckId::Issuer),
        other => panic!("nobody asks for {other}"),
    };
    signature && claims
}
