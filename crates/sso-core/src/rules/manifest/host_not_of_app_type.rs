use addin_manifest::AppType;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::HostNotOfAppType,
        severity: Severity::Warning,
        summary: "a host does not go with the type of the add-in",
        meaning: "A MailApp is for Outlook, whose host is Mailbox, and only a MailApp is. A ContentApp is an object in a \
                sheet or on a slide, so Word and Project have none. The host that does not go with the type may \
                not show the add-in, and then single sign-on is not tried there.",
        fix: &["take the host out, or give the other host a manifest of its own with the type that it needs"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    // The hosts of a unified manifest all go with one another.
    let Some(app_type) = subject.manifest.app_type.filter(|_| subject.is_xml()) else { return };
    for host in &subject.manifest.hosts {
        let title = match (app_type, host.value.as_str()) {
            (AppType::Mail, "Document" | "Workbook" | "Presentation" | "Notebook" | "Project" | "Database") => {
                format!("a MailApp is for Mailbox alone, not for {}", host.value)
            }
            (AppType::TaskPane, "Mailbox") => "a TaskPaneApp is not for Mailbox; that is a MailApp".to_owned(),
            (AppType::Content, "Mailbox") => "a ContentApp is not for Mailbox; that is a MailApp".to_owned(),
            (AppType::Content, "Document" | "Project") => {
                let product = if host.value == "Document" { "Word (Document)" } else { "Project" };
                format!("{product} has no content add-ins")
            }
            _ => continue,
        };
        // No edit: the list of hosts may not be left empty, and which was meant only people know.
        found.add(host.span, |rule| {
            Finding::of(rule, title, "That host may not show the add-in.").with_evidence([subject.value(host)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{CONTENT, MAIL, TASK_PANE, broken, codes, findings};

    #[test]
    fn pairs() {
        let finding = broken(TASK_PANE, "\"Workbook\"/>", "\"Mailbox\"/>");
        assert_eq!(finding.code, Code::HostNotOfAppType);
        assert_eq!(finding.title, "a TaskPaneApp is not for Mailbox; that is a MailApp");
        let finding = broken(MAIL, "\"Mailbox\"/>", "\"Document\"/>");
        assert_eq!(finding.title, "a MailApp is for Mailbox alone, not for Document");
        let of_content = |host: &str| {
            let all = findings(&CONTENT.replace("\"Workbook\"/>", &format!("\"{host}\"/>")), None);
            all.into_iter().find(|finding| finding.code == Code::HostNotOfAppType).map(|finding| finding.title)
        };
        for (host, title) in
            [("Document", "Word (Document) has no content add-ins"), ("Project", "Project has no content add-ins")]
        {
            assert_eq!(of_content(host).as_deref(), Some(title));
        }
        // Of OneNote and Access our sources do not say.
        for host in ["Presentation", "Notebook", "Database"] {
            assert_eq!(of_content(host), None);
        }
        assert!(!codes(CONTENT).contains(&Code::HostNotOfAppType));
    }
}
