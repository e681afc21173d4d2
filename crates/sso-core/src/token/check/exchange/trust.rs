use super::Subject;
use crate::token::check::{Check, CheckId};
use crate::token::exchange::{MetadataUrl, Untrusted};

/// `amurl` is an address that may be asked: decided before anything is sent.
pub(super) fn check(subject: &Subject) -> Check {
    let Ok(context) = &subject.context else {
        return Check::skipped(CheckId::MetadataUrl, "there is no amurl to look at");
    };
    let hosts: Vec<_> = subject.expected.hosts.iter().map(ToString::to_string).collect();
    match MetadataUrl::trusted(&context.amurl, &subject.expected.hosts) {
        Ok(_) => Check::pass(CheckId::MetadataUrl, "its amurl is the metadata of a host that you named")
            .found(&context.amurl),
        Err(why) => Check::fail(CheckId::MetadataUrl, format!("its amurl {why}, so nothing was asked there"))
            .found(&context.amurl)
            .expected(format!("https://HOST/autodiscover/metadata/json/1 on {}", hosts.join(", ")))
            .fix(match why {
                Untrusted::Host => {
                    "if this host is your organisation's Exchange server, name it as one to \
                    believe (--exchange-host); else do not trust it: whoever answers there could sign for any user"
                }
                _ => "do not trust it: Exchange writes no such address",
            }),
    }
}
