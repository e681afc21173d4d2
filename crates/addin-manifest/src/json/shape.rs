//! Where in a unified manifest the things stand that are read.
//!
//! Source: the schemas of manifest versions 1.16 to 1.30 and devPreview (`MicrosoftTeams.schema.json`).

/// What a value says.
#[derive(Clone, Copy)]
pub(super) enum What {
    ManifestVersion,
    Id,
    Version,
    /// `{ "short": … }`; old manifests have a string.
    Name,
    ShortName,
    Host,
    RequirementSet,
    /// A page or script that Office loads.
    Loaded,
    Link,
    AppDomains,
    Extensions,
    WebApplicationInfo,
    ClientId,
    Resource,
    NestedAppAuth,
    RedirectUri,
    NestedScope,
    Claims,
    /// Read for its repetition alone.
    Nothing,
}

pub(super) enum Shape {
    Object(&'static [Property]),
    /// An array.
    Each(&'static Shape),
    Value(What),
}

pub(super) type Property = (&'static str, Shape);

use Shape::{Each, Object, Value as Is};
use What::*;

const LINK: Shape = Is(Link);
const PAGE: Shape = Is(Loaded);

const REQUIREMENTS: Shape = Object(&[("scopes", Each(&Is(Host))), ("capabilities", Each(&Is(RequirementSet)))]);
/// Where only the sets are read: the scopes of a part are no hosts of the add-in.
const SETS: Shape = Object(&[("capabilities", Each(&Is(RequirementSet)))]);

const CODE: Shape = Object(&[("page", PAGE), ("script", PAGE)]);
const ICON: Shape = Object(&[("url", LINK)]);
const ICONS: Shape = Each(&ICON);
const MENU_ITEM: Shape = Object(&[("icons", ICONS)]);
const CONTROLS: Shape = Each(&Object(&[("icons", ICONS), ("items", Each(&MENU_ITEM))]));
const GROUPS: Shape = Each(&Object(&[("icons", ICONS), ("controls", CONTROLS)]));

const RUNTIMES: Shape = Each(&Object(&[
    ("requirements", SETS),
    ("code", CODE),
    ("customFunctions", Object(&[("functions", Each(&Object(&[("helpUrl", LINK)]))), ("metadataUrl", LINK)])),
]));

const RIBBONS: Shape = Each(&Object(&[
    ("tabs", Each(&Object(&[("groups", GROUPS), ("customMobileRibbonGroups", GROUPS)]))),
    ("fixedControls", CONTROLS),
    ("spamPreProcessingDialog", Object(&[("spamMoreInfo", Object(&[("url", LINK)]))])),
]));

pub(super) const EXTENSIONS: Shape = Each(&Object(&[
    ("requirements", REQUIREMENTS),
    ("runtimes", RUNTIMES),
    ("contentRuntimes", RUNTIMES),
    ("ribbons", RIBBONS),
    ("contextMenus", Each(&Object(&[("menus", Each(&Object(&[("controls", CONTROLS)])))]))),
    ("alternates", Each(&Object(&[("alternateIcons", Object(&[("icon", ICON), ("highResolutionIcon", ICON)]))]))),
    ("getStartedMessages", Each(&Object(&[("learnMoreUrl", LINK)]))),
    (
        "keyboardShortcuts",
        Each(&Object(&[("keyMappingFiles", Object(&[("shortcutsUrl", LINK), ("localizationResourceUrl", LINK)]))])),
    ),
    ("audienceClaimUrl", LINK),
]));

/// Tabs of Teams are links: Office loads them in no add-in.
pub(super) const ROOT: Shape = Object(&[
    ("$schema", Is(Nothing)),
    ("manifestVersion", Is(ManifestVersion)),
    ("id", Is(Id)),
    ("version", Is(Version)),
    ("name", Is(Name)),
    ("developer", Object(&[("websiteUrl", LINK), ("privacyUrl", LINK), ("termsOfUseUrl", LINK)])),
    ("staticTabs", Each(&Object(&[("contentUrl", LINK), ("websiteUrl", LINK)]))),
    ("validDomains", Is(AppDomains)),
    ("webApplicationInfo", Is(WebApplicationInfo)),
    ("extensions", Is(Extensions)),
]);

pub(super) const NAME: Shape = Object(&[("short", Is(ShortName))]);

pub(super) const WEB_APPLICATION_INFO: Shape =
    Object(&[("id", Is(ClientId)), ("resource", Is(Resource)), ("nestedAppAuthInfo", Each(&Is(NestedAppAuth)))]);

pub(super) const NESTED_APP_AUTH: Shape =
    Object(&[("redirectUri", Is(RedirectUri)), ("scopes", Each(&Is(NestedScope))), ("claims", Is(Claims))]);
