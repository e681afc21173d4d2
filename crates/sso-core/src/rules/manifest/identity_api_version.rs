use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::IdentityApiVersion,
        severity: Severity::Warning,
        summary: "IdentityAPI is required in a version that there is none of",
        meaning: "IdentityAPI has one version, 1.3. A later one that is required in the base manifest or in the unified \
                manifest is an error: no Office is known to have it, so the add-in may be shown nowhere. An earlier one is met by the same \
                Office as 1.3 and only misleads. A set without MinVersion has the DefaultMinVersion of Sets.",
        fix: &[
            "write MinVersion=\"1.3\"",
            "leave the requirement out, and ask isSetSupported(\"IdentityAPI\", \"1.3\") at \
                run time",
        ],
        would_cause: &[],
    },
    check,
};

pub(super) const IDENTITY_API: &str = "IdentityAPI";
const VERSION: (u32, u32) = (1, 3);

// That IdentityAPI is not required at all is no finding: Microsoft's own samples ask for it at run time, so that the
// add-in can fall back to a dialog. A set without a version of its own has that of Sets; where neither is written, 1.1 goes
// without saying, and is not judged.
fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let sets = subject.manifest.requirement_sets.iter().filter(|set| set.name.value == IDENTITY_API);
    let versions = sets.filter_map(|set| Some((set, set.min_version.as_ref().or(set.default_min_version.as_ref())?)));
    for (set, version) in versions {
        let Some(number) = number(&version.value).filter(|number| *number != VERSION) else { continue };
        // Inside of VersionOverrides it hides less: WebApplicationInfo counts all the same.
        let hides = number > VERSION && set.inside.is_none();
        found.add_as(if hides { Severity::Error } else { Severity::Warning }, version.span, |rule| {
            let title = format!("IdentityAPI has no version {}, only 1.3", version.value);
            let detail = if hides {
                "No Office is known to have it, so the add-in may be shown nowhere."
            } else if number > VERSION {
                "No Office is known to have it, so Hosts of this VersionOverrides is passed over."
            } else {
                "IdentityAPI has begun with 1.3: an Office that has it has that version."
            };
            Finding::of(rule, title, detail)
                .with_evidence([subject.value(version)])
                // The default is that of other sets, too.
                .with_edits(match &set.min_version {
                    Some(own) => subject.edits_to_replace(own.span, "1.3"),
                    None => Vec::new(),
                })
        });
    }
}

fn number(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, codes};
    use crate::{Code, Severity};

    #[test]
    fn earlier_and_later_ones() {
        let base = |version: &str| {
            let sets = format!("  <Requirements><Sets><Set Name=\"IdentityAPI\"{version}/></Sets></Requirements>\n");
            TASK_PANE.replace("  <DefaultSettings>", &format!("{sets}  <DefaultSettings>"))
        };
        for (version, severity) in [("1.1", Severity::Warning), ("1.4", Severity::Error), ("2", Severity::Error)] {
            let finding = broken(TASK_PANE, TASK_PANE, &base(&format!(" MinVersion=\"{version}\"")));
            assert_eq!((finding.code, finding.severity), (Code::IdentityApiVersion, severity), "{version}");
            assert_eq!(finding.edits[0].replacement, b"1.3");
        }
        for version in ["", " MinVersion=\"1.3\"", " MinVersion=\"x\""] {
            assert_eq!(codes(&base(version)), [], "{version}");
        }
        let default =
            |default: &str, own: &str| base(own).replace("<Sets>", &format!("<Sets DefaultMinVersion=\"{default}\">"));
        let finding = broken(TASK_PANE, TASK_PANE, &default("1.4", ""));
        assert_eq!((finding.severity, finding.edits.len()), (Severity::Error, 0));
        assert_eq!(finding.evidence[0].text, "1.4");
        for text in [default("1.3", ""), default("1.4", " MinVersion=\"1.3\"")] {
            assert_eq!(codes(&text), []);
        }
        let capability = |version: &str| {
            let requirements = format!(
                "\"requirements\": {{ \"scopes\": [\"workbook\"], \"capabilities\": [ {{ \"name\": \"IdentityAPI\", \
                 \"minVersion\": \"{version}\" }} ] }}, \"runtimes\""
            );
            UNIFIED.replace("\"runtimes\"", &requirements)
        };
        assert_eq!(codes(&capability("1.3")), []);
        assert_eq!(broken(UNIFIED, UNIFIED, &capability("1.5")).severity, Severity::Error);
    }
}
