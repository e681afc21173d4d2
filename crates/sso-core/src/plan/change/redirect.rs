//! Redirect URIs, each under its platform.

use serde_json::json;

use super::application::{Way, Words};
use super::{ChangeKind, merge};
use crate::RedirectPlatform as Platform;
use crate::registration::Registration;

impl Way<'_> {
    /// A planned URI that stands under another platform is taken from there first: its platform decides how Entra
    /// redeems the code, and one URI cannot have two.
    pub(super) fn set_redirect_uris(&mut self) {
        let planned = [Platform::Web, Platform::PublicClient, Platform::Spa]
            .map(|platform| (platform, uris(platform, &mut self.planned).clone()));
        for (platform, _) in &planned {
            let of_others = planned.iter().filter(|(other, _)| other != platform).flat_map(|(_, uris)| uris);
            let of_others: Vec<_> = of_others.cloned().collect();
            let mut uris = uris(*platform, &mut self.now).clone();
            uris.retain(|uri| !merge::contains(&of_others, uri));
            let title = format!("Take redirect URIs out of {}", words(*platform));
            let reason = "they belong to another platform, and it decides how Entra redeems their codes";
            self.set_platform(*platform, uris, &title, reason);
        }
        for (platform, planned) in planned {
            let uris = merge::redirect_uris(uris(platform, &mut self.now), &planned);
            let title = format!("Set the redirect URIs of {}", words(platform));
            let reason = match platform {
                Platform::PublicClient => "for signing in with Hallpass",
                _ => "where a page of the add-in signs in by itself, without a secret",
            };
            self.set_platform(platform, uris, &title, reason);
        }
    }

    /// The list alone, where `api` goes whole: no source says that Graph drops what a PATCH leaves out of `web`, and a copy
    /// of all of it would write back what somebody changes meanwhile.
    fn set_platform(&mut self, platform: Platform, wanted: Vec<String>, title: &str, reason: &str) {
        let before = std::mem::replace(uris(platform, &mut self.now), wanted.clone());
        if before == wanted {
            return;
        }
        let property = platform.property();
        let words = Words { kind: ChangeKind::SetRedirectUris, title, reason, property };
        self.patch(&words, before, wanted.clone(), json!({ object(platform): { "redirectUris": wanted } }));
    }
}

/// Graph's object of the list.
fn object(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "web",
        Platform::PublicClient => "publicClient",
        Platform::Spa => "spa",
    }
}

fn words(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "the web platform",
        Platform::PublicClient => "mobile and desktop applications",
        Platform::Spa => "the single-page application",
    }
}

fn uris(platform: Platform, of: &mut Registration) -> &mut Vec<String> {
    match platform {
        Platform::Web => &mut of.web.redirect_uris,
        Platform::PublicClient => &mut of.public_client.redirect_uris,
        Platform::Spa => &mut of.spa.redirect_uris,
    }
}
