use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::MsaIdObsolete,
        severity: Severity::Warning,
        summary: "WebApplicationInfo has an MsaId",
        meaning: "MsaId held the client ID of a registration at live.com, which are no longer made. The schema of task \
                panes still has it, hidden; those of mail and content do not. One registration in Entra serves personal \
                accounts, too.",
        fix: &["take MsaId out"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    obsolete(subject, found, "MsaId", "It belongs to a registration at live.com, which are no longer made.");
}

/// A finding for each obsolete element of this name.
pub(super) fn obsolete(subject: &Subject<'_>, found: &mut Found<'_>, name: &str, detail: &str) {
    let all = subject.infos().flat_map(|info| &info.obsolete);
    for element in all.filter(|element| element.name == name) {
        found.add(element.span, |rule| {
            Finding::of(rule, format!("WebApplicationInfo has the obsolete element {name}"), detail)
                .with_evidence([subject.element(element.span)])
                .with_edits(subject.edits_to_remove(element.span))
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, broken, place};

    #[test]
    fn behind_the_id() {
        let id = format!("<Id>{ID}</Id>");
        let finding = broken(TASK_PANE, &id, &format!("{id}\n      <MsaId>0000000012345678</MsaId>"));
        assert_eq!((finding.code, place(&finding)), (Code::MsaIdObsolete, (16, 7)));
        assert_eq!(finding.edits.len(), 1);
    }
}
