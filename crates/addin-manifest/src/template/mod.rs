//! Whole manifests to begin with, from `manifest-templates/`.
//!
//! Each stands there with the markup of legacy single sign-on. What was not asked for is taken out of it by patches of
//! the text (`hosts`, and the edits that any manifest gets), then its placeholders are filled (`fill`).

mod fill;
mod hosts;
#[cfg(test)]
mod tests;

use crate::edit::{check_text, remove_element, remove_web_application_info, set_web_application_info};
use crate::{Edit, Format, Markup, Refusal, RefusalKind, apply, read};

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
    /// `None` leaves the manifest without single sign-on. For nested app authentication an add-in only manifest needs
    /// none, and the unified one takes it with [`Markup::nested_app_auth`].
    pub markup: Option<Markup<'a>>,
}

impl Template {
    pub const ALL: [Self; 4] = [Self::TaskPane, Self::Mail, Self::Content, Self::Unified];

    pub fn format(self) -> Format {
        match self {
            Self::TaskPane | Self::Mail | Self::Content => Format::Xml,
            Self::Unified => Format::Json,
        }
    }

    /// The applications that a manifest of this kind can be for.
    pub fn hosts(self) -> &'static [Host] {
        match self {
            Self::TaskPane => &[Host::Word, Host::Excel, Host::PowerPoint],
            Self::Mail => &[Host::Outlook],
            Self::Content => &[Host::Excel, Host::PowerPoint],
            Self::Unified => &[Host::Word, Host::Excel, Host::PowerPoint, Host::Outlook],
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::TaskPane => include_str!("../../../../manifest-templates/task-pane.xml"),
            Self::Mail => include_str!("../../../../manifest-templates/outlook.xml"),
            Self::Content => include_str!("../../../../manifest-templates/content.xml"),
            Self::Unified => include_str!("../../../../manifest-templates/unified.json"),
        }
    }

    /// How many characters the schema gives a display name: `DisplayName` is a ShortString; `name.short`.
    fn longest_display_name(self) -> usize {
        match self.format() {
            Format::Xml => 125,
            Format::Json => 30,
        }
    }
}

/// A whole manifest, valid by its schema as far as the IDs, the host and the resource are. Refused are an application
/// that the template does not know ([`RefusalKind::NotInTemplate`]) and a value that a manifest cannot hold, a display
/// name that is too long among them ([`RefusalKind::UnfitValue`]).
pub fn render(template: Template, fill: &Fill<'_>) -> Result<String, Refusal> {
    check(template, fill)?;
    let mut text = template.text().to_owned();
    if !fill.office_hosts.is_empty() {
        let dropped = template.hosts().iter().filter(|host| !fill.office_hosts.contains(host)).copied();
        text = patched(&text, &hosts::drop(template.format(), &text, &dropped.collect::<Vec<_>>())?);
    }
    let Some(markup) = &fill.markup else {
        return Ok(fill::placeholders(&patched(&text, &without_markup(template, &text)?), template.format(), fill));
    };
    let filled = fill::placeholders(&text, template.format(), fill);
    Ok(patched(&filled, &set_web_application_info(filled.as_bytes(), markup)?))
}

fn check(template: Template, fill: &Fill<'_>) -> Result<(), Refusal> {
    let unknown = fill.office_hosts.iter().find(|host| !template.hosts().contains(host));
    if let Some(host) = unknown {
        return Err(Refusal::new(RefusalKind::NotInTemplate(hosts::not_in(template, *host)), None));
    }
    let of_markup = fill.markup.iter().flat_map(|markup| [("ID", markup.id), ("resource", markup.resource)]);
    let own = [("add-in ID", fill.add_in_id), ("display name", fill.display_name), ("domain", fill.host)];
    own.into_iter().chain(of_markup).try_for_each(|(name, value)| check_text(name, value))?;

    let (length, longest) = (fill.display_name.chars().count(), template.longest_display_name());
    if length > longest {
        let words = format!("the display name has {length} characters, and this manifest holds at most {longest}");
        return Err(Refusal::new(RefusalKind::UnfitValue(words), None));
    }
    Ok(())
}

/// Of a content add-in the `VersionOverrides` goes too: it holds nothing else.
fn without_markup(template: Template, text: &str) -> Result<Vec<Edit>, Refusal> {
    if template == Template::Content {
        let overrides = read(text.as_bytes()).overrides;
        return Ok(overrides.iter().map(|overrides| remove_element(text.as_bytes(), overrides.span)).collect());
    }
    remove_web_application_info(text.as_bytes())
}

fn patched(text: &str, edits: &[Edit]) -> String {
    String::from_utf8_lossy(&apply(text.as_bytes(), edits)).into_owned()
}
