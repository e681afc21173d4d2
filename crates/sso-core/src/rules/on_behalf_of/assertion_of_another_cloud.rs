use url::Url;

use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::{TokenKind, version_one_issuer};
use crate::{Cloud, Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionOfAnotherCloud,
        severity: Severity::Error,
        summary: "the assertion comes from another cloud than the one it is sent to",
        meaning: "Each of Microsoft's clouds signs with keys of its own. A token of one is unknown in the other.",
        fix: &[
            "send the request to the cloud of the token's issuer: name it with --cloud, and in the server's authority",
        ],
        would_cause: &["AADSTS50013"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    if subject.kind() != TokenKind::ApiAccessToken {
        return None;
    }
    let url = Url::parse(subject.token.as_ref().ok()?.text_claim("iss")?).ok()?;
    let host = url.host_str()?;
    // `None` where the cloud's hosts are not known here.
    let own = issuer_hosts(&subject.attempt.cloud)?;
    // What no cloud issues is the signature's matter, not this rule's.
    let is_known = Cloud::MICROSOFT.iter().filter_map(issuer_hosts).any(|hosts| hosts.iter().any(|of| of == host));
    (is_known && !own.iter().any(|of| of == host)).then(|| {
        let title = format!("the assertion's issuer is of another cloud: {host}");
        let detail = "The keys of this cloud do not verify it.";
        Finding::of(rule, title, detail).with_evidence([subject.claim("iss")])
    })
}

/// Of version 2 and of version 1 tokens.
fn issuer_hosts(cloud: &Cloud) -> Option<[String; 2]> {
    let authority = cloud.authority()?;
    let of = |issuer: &str| Some(Url::parse(issuer).ok()?.host_str()?.to_owned());
    Some([of(authority)?, of(&version_one_issuer(&format!("{authority}/t/v2.0"), "t"))?])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{TENANT, broken, silent, told, with};
    use crate::{Cloud, Code};

    #[test]
    fn by_the_host_of_its_issuer() {
        let of_china = |host: &str| with(json!({"iss": format!("https://{host}/{TENANT}/v2.0")}));
        for (host, cloud) in [
            ("login.partner.microsoftonline.cn", Cloud::Public),
            ("sts.chinacloudapi.cn", Cloud::Public),
            ("login.microsoftonline.com", Cloud::UsGov),
        ] {
            let finding = broken(|attempt| {
                attempt.assertion = of_china(host);
                attempt.cloud = cloud;
            });
            assert_eq!(told(&finding), (Code::AssertionOfAnotherCloud, "AADSTS50013"), "{host}");
        }
        // Version 1 tokens of the public cloud and of US Government have the same issuer.
        for (host, cloud) in [
            ("sts.windows.net", Cloud::UsGov),
            ("login.microsoftonline.us", Cloud::UsGovDod),
            ("localhost:8443", Cloud::Public),
            ("login.microsoftonline.com", Cloud::Practice),
        ] {
            silent(|attempt| {
                attempt.assertion = of_china(host);
                attempt.cloud = cloud;
            });
        }
    }
}
