//! The menu's items, by their ids.

use crate::status::CloudKind;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Profile(String),
    /// All profiles, where the menu does not list them.
    MoreProfiles,
    Environment(CloudKind),
    Inspect,
    SignIn,
    OnBehalfOf,
    CopyMarkup,
    CheckManifest,
    Practice,
    Rehearse,
    Open,
    AtLogin,
    Quit,
}

/// Before the name of a profile, which may be any of the other ids.
const PROFILE: &str = "profile/";

const IDS: [(Item, &str); 16] = [
    (Item::MoreProfiles, "more-profiles"),
    (Item::Environment(CloudKind::Practice), "environment/practice"),
    (Item::Environment(CloudKind::Public), "environment/public"),
    (Item::Environment(CloudKind::UsGov), "environment/us-gov"),
    (Item::Environment(CloudKind::UsGovDod), "environment/us-gov-dod"),
    (Item::Environment(CloudKind::China), "environment/china"),
    (Item::Inspect, "inspect"),
    (Item::SignIn, "sign-in"),
    (Item::OnBehalfOf, "on-behalf-of"),
    (Item::CopyMarkup, "copy-markup"),
    (Item::CheckManifest, "check-manifest"),
    (Item::Practice, "practice"),
    (Item::Rehearse, "rehearse"),
    (Item::Open, "open"),
    (Item::AtLogin, "at-login"),
    (Item::Quit, "quit"),
];

impl Item {
    /// `None` for what cannot be chosen, and for another menu's.
    pub fn of(id: &str) -> Option<Self> {
        match id.strip_prefix(PROFILE) {
            Some(name) => Some(Self::Profile(name.to_owned())),
            None => IDS.iter().find(|(_, known)| *known == id).map(|(item, _)| item.clone()),
        }
    }

    pub fn id(&self) -> String {
        match self {
            Self::Profile(name) => format!("{PROFILE}{name}"),
            // None but a cloud of somebody's own has none, and that one is not offered.
            item => IDS.iter().find(|(known, _)| known == item).map_or_else(String::new, |(_, id)| (*id).to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_known_by_its_id() {
        let profiles = ["default", "quit", "profile/x"].map(|name| Item::Profile(name.to_owned()));
        for item in IDS.into_iter().map(|(item, _)| item).chain(profiles) {
            assert_eq!(Item::of(&item.id()), Some(item));
        }
        for cloud in CloudKind::OFFERED {
            assert_eq!(Item::of(&Item::Environment(cloud).id()), Some(Item::Environment(cloud)));
        }
        assert_eq!((Item::of(""), Item::of("environment/custom"), Item::of("Quit")), (None, None, None));
    }
}
