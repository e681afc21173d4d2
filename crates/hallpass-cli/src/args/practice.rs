//! The words of `hallpass practice`.

use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Subcommand, ValueEnum};
use hallpass_app::practice::{
    Claim, ClaimOrder, FaultTarget, IdentityTokenFlaw, MoveTime, SignedDuration, TokenKind, TrustVariable,
};

#[derive(Debug, Subcommand)]
pub enum Practice {
    /// Run it until it is stopped; attaches if one runs already
    Start {
        /// For http, 0 for any; if left out 47080, or the next that is free
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// For https, 0 for any; if left out 47443, or the next that is free
        #[arg(long, value_name = "N")]
        https_port: Option<u16>,
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
    Env {
        /// So many seconds for one that is being started; exit code 3 after that
        #[arg(long, value_name = "SECONDS", default_value_t = 0)]
        wait: u64,
        /// Whose variables name the certificate authority; those of Python and OpenSSL put it in place of all others
        #[arg(long = "for", value_enum, value_name = "PROGRAM", default_value_t = EnvFor::All)]
        program: EnvFor,
    },
    /// Back to the seed: consent, sessions, refresh tokens, registrations, faults, time; keys and secret stay
    Reset,
    /// What is switched on
    Status,
    /// Its time; moved on, tokens and secrets end
    Time {
        /// How far on or back, or back to the machine's clock; only shown if left out
        #[arg(value_name = "+2h|-30m|reset", value_parser = move_time, allow_hyphen_values = true)]
        by: Option<MoveTime>,
    },
    /// The last requests that it saw, and what a client missed that gave up
    Activity {
        /// Only those behind the one of this number
        #[arg(long, value_name = "N", default_value_t = 0)]
        since: u64,
    },
    /// Let it give an answer of Entra's though nothing is wrong
    #[command(group = clap::ArgGroup::new("what").required(true).args(["code", "clear", "list", "known"]))]
    Fault {
        /// The number behind AADSTS, with or without that word, or 429 or 503 for Graph
        #[arg(value_name = "CODE")]
        code: Option<String>,
        /// Once, at the request of this number from now on; each one if left out
        #[arg(long, value_name = "N", requires = "code", value_parser = nth)]
        nth: Option<NonZeroU32>,
        /// Where; where the code is met in life if left out
        #[arg(long, value_name = "WHERE", requires = "code", value_parser = target())]
        on: Option<FaultTarget>,
        /// End the faults with this code, or all
        #[arg(long, value_name = "CODE", num_args = 0..=1)]
        clear: Option<Option<String>>,
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
        /// Whom it is about, by user name; the first of the add-in's tenant if left out
        #[arg(long, value_name = "USER")]
        user: Option<String>,
        /// The person passed multi-factor authentication
        #[arg(long)]
        mfa: bool,
        /// Set a claim, to JSON or else to text; `NAME=` leaves it out; may be repeated
        #[arg(long, value_name = "NAME=VALUE", value_parser = claim)]
        claim: Vec<Claim>,
        /// What is wrong with an exchange token; of the other kinds only signature, all else by --claim
        #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(IdentityTokenFlaw::NAMES))]
        flaw: Option<String>,
    },
}

fn nth(text: &str) -> Result<NonZeroU32, String> {
    let wanted = "a number from 1 on is wanted: 1 is the next request";
    text.parse().map_err(|_| wanted.to_owned())
}

fn target() -> impl TypedValueParser<Value = FaultTarget> {
    let names = PossibleValuesParser::new(FaultTarget::ALL.map(FaultTarget::as_str));
    names.try_map(|name| FaultTarget::by_name(&name).ok_or("no endpoint or grant"))
}

fn kind() -> impl TypedValueParser<Value = TokenKind> {
    let names = PossibleValuesParser::new(TokenKind::ALL.map(TokenKind::as_str));
    names.try_map(|name| TokenKind::by_name(&name).ok_or("no kind of token"))
}

/// Who reads what `env` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EnvFor {
    Node,
    Python,
    All,
}

impl EnvFor {
    pub fn trust(self) -> &'static [TrustVariable] {
        match self {
            Self::Node => &[TrustVariable::Node],
            Self::Python => &[TrustVariable::Requests, TrustVariable::OpenSsl],
            Self::All => &[TrustVariable::Node, TrustVariable::Requests, TrustVariable::OpenSsl],
        }
    }
}

fn move_time(text: &str) -> Result<MoveTime, String> {
    if text == "reset" {
        return Ok(MoveTime::Reset);
    }
    let by = text.strip_prefix('+').unwrap_or(text).parse::<SignedDuration>();
    by.map(MoveTime::By).map_err(|_| "write how far, such as +2h, -30m or 90m, or: reset".to_owned())
}

/// `exp=0` is a number, `roles=["a"]` a list, `scp=a b` a text, `azp=` no claim at all. `ver=1.0` is a text all the same,
/// because what is there is one; the tenant judges that.
fn claim(text: &str) -> Result<Claim, String> {
    match text.split_once('=') {
        None | Some(("", _)) => Err("write NAME=VALUE, or NAME= to leave the claim out".to_owned()),
        Some((name, "")) => Ok((name.to_owned(), ClaimOrder::LeftOut)),
        Some((name, value)) => Ok((name.to_owned(), ClaimOrder::Written(value.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_written_or_left_out() {
        for (text, claim_of) in [
            ("exp=0", ClaimOrder::Written("0".to_owned())),
            ("nonce=a=b", ClaimOrder::Written("a=b".to_owned())),
            ("azp=", ClaimOrder::LeftOut),
        ] {
            assert_eq!(claim(text).unwrap().1, claim_of, "{text}");
        }
        for wrong in ["exp", "=1", ""] {
            assert!(claim(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn time_moves_either_way() {
        for (text, seconds) in [("+2h", 7200), ("2h", 7200), ("-30m", -1800), ("1h30m", 5400), ("90s", 90)] {
            assert_eq!(move_time(text), Ok(MoveTime::By(SignedDuration::from_secs(seconds))), "{text}");
        }
        assert_eq!(move_time("reset"), Ok(MoveTime::Reset));
        for wrong in ["", "2", "tomorrow", "+"] {
            assert!(move_time(wrong).is_err(), "{wrong}");
        }
    }
}
