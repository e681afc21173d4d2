use super::*;
use crate::edit::NestedAppAuthMarkup;

const FILL: Fill<'_> = Fill {
    add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
    display_name: "Contoso",
    host: "localhost:3000",
    office_hosts: &[],
    markup: None,
};

const MARKUP: Markup<'_> = Markup {
    id: "c6c1f32b-5e55-4997-881a-753cc1d563b7",
    resource: "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7",
    scopes: &["profile", "Files.Read"],
    nested_app_auth: None,
};

const NESTED: NestedAppAuthMarkup<'_> =
    NestedAppAuthMarkup { redirect_uri: "brk-multihub://localhost:3000", scopes: &["User.Read"] };

/// None, legacy single sign-on, and with nested app authentication.
fn markups() -> [Option<Markup<'static>>; 3] {
    [None, Some(MARKUP), Some(Markup { nested_app_auth: Some(NESTED), ..MARKUP })]
}

/// Each choice among the applications that a template knows.
fn choices(template: Template) -> Vec<Vec<Host>> {
    let hosts = template.hosts();
    let chosen = |bits: usize| (0..hosts.len()).filter(|at| bits & (1 << at) != 0).map(|at| hosts[at]).collect();
    (1..1 << hosts.len()).map(chosen).collect()
}

fn refused(template: Template, fill: &Fill<'_>) -> (RefusalKind, String) {
    let refusal = render(template, fill).unwrap_err();
    (refusal.kind.clone(), refusal.message())
}

#[test]
fn only_known_placeholders_stand_in_a_template() {
    let fill = Fill { markup: Some(MARKUP), ..FILL };
    for template in Template::ALL {
        for name in template.text().split("{{").skip(1).map(|rest| rest.split_once("}}").unwrap().0) {
            assert!(fill::value(name, &fill).is_some(), "{template:?}: {name}");
        }
    }
}

#[test]
fn a_template_reads_without_a_problem_and_has_the_markup() {
    for template in Template::ALL {
        let manifest = read(template.text().as_bytes());
        assert_eq!(manifest.problems, [], "{template:?}");
        assert_eq!((manifest.format, manifest.web_application_info.len()), (template.format(), 1), "{template:?}");
    }
}

#[test]
fn whatever_is_chosen_nothing_is_left_open() {
    for template in Template::ALL {
        for office_hosts in choices(template) {
            for markup in markups() {
                let text = render(template, &Fill { office_hosts: &office_hosts, markup, ..FILL }).unwrap();
                let case = format!("{template:?} {office_hosts:?} {markup:?}\n{text}");
                assert!(!text.contains("{{") && !text.contains("}}"), "{case}");
                let manifest = read(text.as_bytes());
                assert_eq!(manifest.problems, [], "{case}");
                assert_eq!(manifest.id.unwrap().value, FILL.add_in_id, "{case}");
                assert_eq!(manifest.hosts.len(), office_hosts.len(), "{case}");
                assert_eq!(manifest.web_application_info.len(), usize::from(markup.is_some()), "{case}");
                assert!(!manifest.loaded.is_empty(), "{case}");
                assert!(manifest.loaded.iter().all(|loaded| loaded.url.value.starts_with("https://localhost:3000/")));
                // An add-in only manifest has no place for it.
                let nested = markup.is_some_and(|markup| markup.nested_app_auth.is_some());
                assert_eq!(text.contains("brk-multihub"), nested && template == Template::Unified, "{case}");
                assert!(!text.contains("IdentityAPI") && !text.contains("NestedAppAuth\""), "{case}");
            }
        }
    }
}

#[test]
fn all_applications_are_the_template_itself() {
    for template in Template::ALL {
        for markup in markups() {
            let none_named = render(template, &Fill { markup, ..FILL });
            assert_eq!(render(template, &Fill { office_hosts: template.hosts(), markup, ..FILL }), none_named);
        }
    }
}

/// Each line of a narrower manifest stands in the whole one, in the same order, but for the lists that got shorter.
#[test]
fn taking_an_application_out_changes_nothing_else() {
    for template in Template::ALL {
        let whole = render(template, &Fill { markup: Some(MARKUP), ..FILL }).unwrap();
        for office_hosts in choices(template) {
            let narrow = Fill { office_hosts: &office_hosts, markup: Some(MARKUP), ..FILL };
            let narrow = render(template, &narrow).unwrap();
            let mut lines = whole.lines();
            for line in narrow.lines().filter(|line| !line.contains("\"scopes\"")) {
                // The last item of a list has no comma.
                let stands = |other: &str| other.trim_end_matches(',') == line.trim_end_matches(',');
                assert!(lines.any(stands), "{template:?} {office_hosts:?}: {line}\n{narrow}");
            }
        }
    }
}

#[test]
fn the_markup_is_what_was_asked_for() {
    for template in Template::ALL {
        for markup in markups().into_iter().flatten() {
            let text = render(template, &Fill { markup: Some(markup), ..FILL }).unwrap();
            assert_eq!(set_web_application_info(text.as_bytes(), &markup), Ok(Vec::new()), "{template:?}\n{text}");
        }
    }
}

#[test]
fn values_are_escaped_and_not_filled_in_themselves() {
    let name = "Fish & <\"Chips'> \\ 魚{{host}}";
    for template in Template::ALL {
        for markup in [None, Some(Markup { resource: "api://a&b\\\"/{{client-id}}", ..MARKUP })] {
            let text = render(template, &Fill { display_name: name, markup, ..FILL }).unwrap();
            let manifest = read(text.as_bytes());
            assert_eq!(manifest.problems, []);
            assert_eq!(manifest.display_name.unwrap().value, name);
            let resources = manifest.web_application_info.iter().map(|info| info.resource.as_ref().unwrap());
            let wanted = markup.map(|markup| markup.resource);
            assert_eq!(resources.map(|resource| resource.value.as_str()).next(), wanted, "{template:?}");
        }
    }
}

#[test]
fn an_application_that_a_template_does_not_know_is_refused_by_name() {
    for (template, host, message) in [
        (Template::TaskPane, Host::Outlook, "a task pane add-in is for Word, Excel and PowerPoint, not for Outlook"),
        (Template::Mail, Host::Excel, "a mail add-in is for Outlook, not for Excel"),
        (Template::Content, Host::Word, "a content add-in is for Excel and PowerPoint, not for Word"),
    ] {
        let known = template.hosts()[0];
        let (kind, said) = refused(template, &Fill { office_hosts: &[known, host], ..FILL });
        assert_eq!((kind, said.as_str()), (RefusalKind::NotInTemplate(message.to_owned()), message));
    }
}

#[test]
fn what_a_manifest_cannot_hold_is_refused() {
    let long = |length| "ä".repeat(length);
    let broken = Markup { resource: "api://\u{1}", ..MARKUP };
    for (template, fill, words) in [
        (Template::Mail, Fill { display_name: "a\u{0}b", ..FILL }, "the display name has a control character"),
        (Template::Unified, Fill { host: "", ..FILL }, "the domain is empty"),
        (Template::Unified, Fill { markup: Some(broken), ..FILL }, "the resource has a control character"),
        (
            Template::Content,
            Fill { display_name: &long(126), ..FILL },
            "the display name has 126 characters, and this manifest holds at most 125",
        ),
        (
            Template::Unified,
            Fill { display_name: &long(31), ..FILL },
            "the display name has 31 characters, and this manifest holds at most 30",
        ),
    ] {
        let said = format!("this cannot be written: {words}");
        assert_eq!(refused(template, &fill), (RefusalKind::UnfitValue(words.to_owned()), said));
    }
    assert!(render(Template::TaskPane, &Fill { display_name: &long(125), ..FILL }).is_ok());
    assert!(render(Template::Unified, &Fill { display_name: &long(30), ..FILL }).is_ok());
}
