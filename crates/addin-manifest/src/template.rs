//! Whole manifests to begin with, from `manifest-templates/`.

use quick_xml::escape::escape;

use crate::edit::{check_text, set_web_application_info};
use crate::{Markup, Refusal, apply};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// Word, Excel and PowerPoint.
    TaskPane,
    /// Outlook, with a nested `VersionOverridesV1_1`.
    Mail,
    /// Excel and PowerPoint, inside of the document.
    Content,
    /// The unified manifest, for all four.
    Unified,
}

/// An Office application that a template knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    Word,
    Excel,
    PowerPoint,
    Outlook,
}

/// What a template leaves open, as plain text; escaping is done here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill<'a> {
    /// A GUID of the add-in's own; not the client ID.
    pub add_in_id: &'a str,
    pub display_name: &'a str,
    /// Of the add-in's pages, with the port unless it is 443, such as `localhost:3000`.
    pub host: &'a str,
    /// Those that the add-in is for; empty for all that the template knows. One that it does not know is refused.
    pub office_hosts: &'a [Host],
    /// `None` leaves the manifest without single sign-on.
    pub markup: Option<Markup<'a>>,
}

impl Template {
    pub const ALL: [Self; 4] = [Self::TaskPane, Self::Mail, Self::Content, Self::Unified];

    fn text(self) -> &'static str {
        match self {
            Self::TaskPane | Self::Content | Self::Unified => {
                include_str!("../../../manifest-templates/task-pane-legacy-sso.xml")
            }
            Self::Mail => include_str!("../../../manifest-templates/mail-legacy-sso.xml"),
        }
    }
}

/// A whole manifest, valid by the schema as far as the values are. A value that XML cannot hold is refused.
pub fn render(template: Template, fill: &Fill<'_>) -> Result<String, Refusal> {
    for (name, value) in [("add-in ID", fill.add_in_id), ("display name", fill.display_name), ("domain", fill.host)] {
        check_text(name, value)?;
    }
    let mut manifest = String::new();
    let mut rest = template.text();
    // Piece by piece, so that a value that looks like a placeholder is not filled in itself.
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        manifest.push_str(before);
        manifest.push_str(&escape(match name {
            "add-in-id" => fill.add_in_id,
            "display-name" => fill.display_name,
            "host" => fill.host,
            _ => "",
        }));
        rest = after;
    }
    manifest.push_str(rest);
    let Some(markup) = &fill.markup else { return Ok(manifest) };
    let edits = set_web_application_info(manifest.as_bytes(), markup)?;
    Ok(String::from_utf8_lossy(&apply(manifest.as_bytes(), &edits)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RefusalKind, read};

    const FILL: Fill<'_> = Fill {
        add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
        display_name: "Contoso",
        host: "localhost:3000",
        office_hosts: &[],
        markup: None,
    };

    #[test]
    fn only_known_placeholders_stand_in_a_template() {
        for template in Template::ALL {
            let names = template.text().split("{{").skip(1).map(|rest| rest.split_once("}}").unwrap().0);
            for name in names {
                assert!(["add-in-id", "display-name", "host"].contains(&name), "{template:?}: {name}");
            }
        }
    }

    #[test]
    fn nothing_is_left_open() {
        let scopes = ["openid", "profile"];
        for template in Template::ALL {
            for markup in [None, Some(Markup { id: "i", resource: "r", scopes: &scopes, nested_app_auth: None })] {
                let text = render(template, &Fill { markup, ..FILL }).unwrap();
                assert!(!text.contains("{{") && !text.contains("}}"), "{template:?}");
                let manifest = read(text.as_bytes());
                assert_eq!(manifest.problems, []);
                assert_eq!(manifest.id.unwrap().value, FILL.add_in_id);
                assert_eq!(manifest.web_application_info.len(), usize::from(markup.is_some()));
                assert!(manifest.loaded.iter().all(|loaded| loaded.url.value.starts_with("https://localhost:3000/")));
            }
        }
    }

    #[test]
    fn values_are_escaped_and_not_filled_in_themselves() {
        for name in ["Fish & Chips <\"'>", "{{host}}"] {
            let text = render(Template::TaskPane, &Fill { display_name: name, ..FILL }).unwrap();
            let manifest = read(text.as_bytes());
            assert_eq!(manifest.problems, []);
            assert_eq!(manifest.display_name.unwrap().value, name);
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_refused() {
        let refusal = render(Template::Mail, &Fill { display_name: "a\u{0}b", ..FILL }).unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::UnfitValue("the display name has a control character".to_owned()));
    }
}
