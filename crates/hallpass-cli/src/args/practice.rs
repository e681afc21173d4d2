//! The words of `hallpass practice`.

use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use hallpass_app::practice::{self, Claim, FaultTarget, IdentityTokenFlaw, TokenKind};
use serde_json::Value;

#[derive(Debug, Subcommand)]
pub enum Practice {
    /// Run it until it is stopped; attaches if one runs already
    Start {
        /// For http; the next free pair is taken if it is not free, 0 for any
        #[arg(long, value_name = "N", default_value_t = practice::HTTP_PORT)]
        port: u16,
        /// For https; the same
        #[arg(long, value_name = "N", default_value_t = practice::HTTPS_PORT)]
        https_port: u16,
        /// What is there beside Contoso and its add-in: tenants, people, policies, your own registration (TOML)
        #[arg(long, value_name = "FILE")]
        seed: Option<PathBuf>,
        /// Who signs in and consents without a page: a user name, or `first`; answers redirect URIs on loopback alone
        #[arg(long, value_name = "USER|first")]
        auto_sign_in: Option<String>,
        /// An answer of Entra that it gives until it is cleared: the number behind AADSTS, or 429 for Graph
        #[arg(long, value_name = "CODE")]
        fault: Vec<String>,
    },
    /// Stop the one that runs
    Stop,
    /// What another program needs to use it
    Env,
    /// Back to the seed: consent, sessions, refresh tokens, registrations, faults; keys and secret stay
    Reset,
    /// Let it give an answer of Entra's though nothing is wrong
    #[command(group = clap::ArgGroup::new("what").required(true).args(["code", "clear", "list", "known"]))]
    Fault {
        /// The number behind AADSTS, or 429 or 503 for Graph
        #[arg(value_name = "CODE")]
        code: Option<String>,
        /// Once, at the request of this number from now on; each one if left out
        #[arg(long, value_name = "N", requires = "code")]
        nth: Option<NonZeroU32>,
        /// Where; where the code is met in life if left out
        #[arg(long, value_name = "WHERE", requires = "code", value_parser = target())]
        on: Option<FaultTarget>,
        /// End all faults
        #[arg(long)]
        clear: bool,
        /// Those that are set
        #[arg(long)]
        list: bool,
        /// Every code that can be set, with its meaning; needs no running tenant
        #[arg(long)]
        known: bool,
    },
    /// A token for tests of a server; it opens nothing but the practice tenant
    Token {
        /// What a server may be sent: each is for the seeded add-in but for graph and personal, which are for Graph, and
        /// exchange, which is for its page: --claim aud=https://…
        #[arg(value_name = "KIND", value_parser = kind())]
        kind: TokenKind,
        /// Set a claim, to JSON or else to text; `NAME=` leaves it out
        #[arg(long, value_name = "NAME=VALUE", value_parser = claim)]
        claim: Vec<Claim>,
        /// What is wrong with an exchange token; the other kinds are flawed by --claim
        #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(IdentityTokenFlaw::NAMES))]
        flaw: Option<String>,
    },
}

fn target() -> impl TypedValueParser<Value = FaultTarget> {
    let names = PossibleValuesParser::new(FaultTarget::ALL.map(FaultTarget::as_str));
    names.try_map(|name| FaultTarget::by_name(&name).ok_or("no endpoint or grant"))
}

fn kind() -> impl TypedValueParser<Value = TokenKind> {
    let names = PossibleValuesParser::new(TokenKind::ALL.map(TokenKind::as_str));
    names.try_map(|name| TokenKind::by_name(&name).ok_or("no kind of token"))
}

/// `exp=0` is a number, `roles=["a"]` a list, `scp=a b` a text, `azp=` no claim at all.
fn claim(text: &str) -> Result<Claim, String> {
    match text.split_once('=') {
        None | Some(("", _)) => Err("write NAME=VALUE, or NAME= to leave the claim out".to_owned()),
        Some((name, "")) => Ok((name.to_owned(), None)),
        Some((name, value)) => {
            let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
            Ok((name.to_owned(), Some(value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_claim_is_json_or_text_or_left_out() {
        for (text, value) in [
            ("exp=0", Some(json!(0))),
            ("roles=[\"a\"]", Some(json!(["a"]))),
            ("scp=access_as_user other", Some(json!("access_as_user other"))),
            ("nonce=a=b", Some(json!("a=b"))),
            ("ver=\"1.0\"", Some(json!("1.0"))),
            ("azp=", None),
        ] {
            assert_eq!(claim(text).unwrap().1, value, "{text}");
        }
        for wrong in ["exp", "=1", ""] {
            assert!(claim(wrong).is_err(), "{wrong}");
        }
    }
}
