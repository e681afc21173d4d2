use secrecy::SecretString;
use sso_core::Cloud;
use sso_core::token::{TokenKind, TokenReport};

use super::{Input, check, inspect};
use crate::use_case::add_in::{self, AddIn};
use crate::use_case::plan::{self, GivenCloud};
use crate::{App, AppError};

/// A token that came from anywhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    pub report: TokenReport,
    /// Why nothing was verified, although a token of this kind can be.
    pub unchecked: Option<AppError>,
}

/// Judges a token as the profile's add-in must; where nobody knows that add-in, or its keys cannot be had, it is only read.
/// What an add-in can not verify (Graph's tokens, opaque ones) is only read, too.
///
/// # Errors
/// Those of [`inspect`].
pub async fn look(app: &App, pasted: &SecretString) -> Result<Looked, AppError> {
    let read = inspect(app, pasted)?;
    if !matches!(read.kind, TokenKind::ApiAccessToken | TokenKind::IdToken | TokenKind::AppOnlyToken) {
        return Ok(Looked { report: read, unchecked: None });
    }
    let checked = async {
        let add_in = whose(app, &read).await?;
        check(app, pasted, &for_add_in(&add_in)).await
    };
    Ok(match checked.await {
        Ok(checked) => Looked { report: checked.report().clone(), unchecked: None },
        Err(error) => Looked { report: read, unchecked: Some(error) },
    })
}

/// The profile's add-in; where it has none, and the token is of this machine's practice tenant, the one that is ready there.
async fn whose(app: &App, token: &TokenReport) -> Result<AddIn, AppError> {
    match add_in::of_facts(app, &plan::Input::default()).await {
        Err(error) if error.code == "fact-missing" && is_of_practice(token) => {
            let practice = plan::Input { cloud: Some(GivenCloud::Known(Cloud::Practice)), ..plan::Input::default() };
            add_in::of_facts(app, &practice).await
        }
        found => found,
    }
}

fn is_of_practice(token: &TokenReport) -> bool {
    let issuer = token.claims.iter().find(|claim| claim.name == "iss").and_then(|claim| claim.value.as_str());
    issuer.and_then(|issuer| url::Url::parse(issuer).ok()).is_some_and(|url| url.host_str() == Some("localhost"))
}

fn for_add_in(add_in: &AddIn) -> Input {
    let uri = add_in.app_id_uri.iter().map(ToString::to_string);
    Input {
        audiences: std::iter::once(add_in.client_id.to_string()).chain(uri).collect(),
        tenants: add_in.tenants.iter().map(ToString::to_string).collect(),
        cloud: add_in.cloud.clone(),
        ..Input::default()
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;
    use crate::Folders;
    use crate::vault::Vault;

    fn token(claims: &str) -> SecretString {
        let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.{}", part(r#"{"alg":"RS256","kid":"x"}"#), part(claims), part("nobody")).into()
    }

    #[tokio::test]
    async fn what_was_not_verified_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let app = App { vault: Vault::of_test(0), ..App::on_this_machine(Folders::under(folder.path())) };
        let own = r#"{"aud":"c6c1f32b-5e55-4997-881a-753cc1d563b7","scp":"access_as_user","iss":"ISS","ver":"2.0"}"#;
        for (claims, why) in [
            (own.replace("ISS", "https://login.microsoftonline.com/t/v2.0"), Some("fact-missing")),
            // Of a practice tenant that does not run.
            (own.replace("ISS", "https://localhost:5443/t/v2.0"), Some("practice-not-running")),
            (r#"{"aud":"https://graph.microsoft.com","scp":"User.Read"}"#.to_owned(), None),
        ] {
            let looked = look(&app, &token(&claims)).await.unwrap();
            assert!(!looked.report.verified);
            assert_eq!(looked.unchecked.map(|error| error.code).as_deref(), why, "{claims}");
        }
        assert_eq!(look(&app, &"no token".into()).await.unwrap_err().code, "token-not-readable");
    }
}
