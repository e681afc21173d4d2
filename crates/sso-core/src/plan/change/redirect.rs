//! Redirect URIs, each under its platform.

use serde_json::json;

use super::application::{Way, Words};
use super::{ChangeKind, merge};
use crate::registration::Registration;

impl Way<'_> {
    /// A planned URI that stands under another platform is taken from there first: its platform decides how Entra
    /// redeems the code, and one URI cannot have two.
    pub(super) fn set_redirect_uris(&mut self) {
        let planned = [Platform::Web, Platform::PublicClient, Platform::Spa]
            .map(|platform| (platform, platform.uris(&mut self.planned).clone()));
        for (platform, _) in &planned {
            let of_others = planned.iter().filter(|(other, _)| other != platform).flat_map(|(_, uris)| uris);
            let of_others: Vec<_> = of_others.collect();
            let mut uris = platform.uris(&mut self.now).clone();
            uris.retain(|uri| !of_others.contains(&uri));
            let title = format!("Take redirect URIs out of {}", platform.words());
            let reason = "they belong to another platform, and it decides how Entra redeems their codes";
            self.set_platform(*platform, uris, &title, reason);
        }
        for (platform, planned) in planned {
            let uris = merge::redirect_uris(platform.uris(&mut self.now), &planned);
            let title = format!("Set the redirect URIs of {}", platform.words());
            let reason = match platform {
                Platform::PublicClient => "for signing in with Hallpass",
                _ => "where a page of the add-in signs in by itself, without a secret",
            };
            self.set_platform(platform, uris, &title, reason);
        }
    }

    fn set_platform(&mut self, platform: Platform, uris: Vec<String>, title: &str, reason: &str) {
        let before = std::mem::replace(platform.uris(&mut self.now), uris.clone());
        if before == uris {
            return;
        }
        let name = platform.name();
        let property = format!("{name}.redirectUris");
        let words = Words { kind: ChangeKind::SetRedirectUris, title, reason, property: &property };
        self.patch(&words, before, uris.clone(), json!({ name: { "redirectUris": uris } }));
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Platform {
    Web,
    PublicClient,
    Spa,
}

impl Platform {
    fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::PublicClient => "publicClient",
            Self::Spa => "spa",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Web => "the web platform",
            Self::PublicClient => "mobile and desktop applications",
            Self::Spa => "the single-page application",
        }
    }

    fn uris(self, of: &mut Registration) -> &mut Vec<String> {
        match self {
            Self::Web => &mut of.web.redirect_uris,
            Self::PublicClient => &mut of.public_client.redirect_uris,
            Self::Spa => &mut of.spa.redirect_uris,
        }
    }
}
