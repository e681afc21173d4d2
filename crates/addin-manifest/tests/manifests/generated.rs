//! The laws of editing over manifests that are made up.

use addin_manifest::{Markup, RefusalKind};
use proptest::prelude::*;

use crate::law;

/// How a manifest is written, apart from what it says.
#[derive(Debug, Clone)]
struct Style {
    line_end: &'static str,
    indent: &'static str,
    byte_order_mark: bool,
    quote: char,
    prefix: &'static str,
    root_prefix: &'static str,
    below: Below,
    /// Comments, one between each two children of `VersionOverrides`; on their own line or behind an element.
    comments: Vec<Option<(&'static str, bool)>>,
}

/// A prefix that is declared again below `VersionOverrides`, for the same namespace.
#[derive(Debug, Clone, Copy)]
struct Below {
    /// On the element (0), on its children (1) or on each `Scope` (2); from there on it is used. Deeper: nowhere.
    depth: usize,
    prefix: &'static str,
}

/// What the `VersionOverrides` that Office reads holds.
#[derive(Debug, Clone)]
struct Inside {
    before: Vec<&'static str>,
    after: Vec<&'static str>,
    info: Info,
}

#[derive(Debug, Clone)]
enum Info {
    None,
    Whole {
        scopes: Vec<&'static str>,
        msa_id: bool,
    },
    Empty,
    InABadPlace,
    /// In any number and order.
    Parts(Vec<Part>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Id,
    MsaId,
    Resource,
    Scopes,
    NoScopes,
    Comment,
    Foreign,
}

const COMMENT: &str = "<!-- keep <Id> -->";
const FOREIGN: &str = "<f xmlns='urn:f'>keep</f>";

/// Which `VersionOverrides` there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Overrides {
    /// The one that Office reads.
    Read,
    /// Of mail, V1_0 without V1_1; else none.
    Less,
    None,
}

/// The children of the root but for `VersionOverrides`.
#[derive(Debug, Clone)]
struct Base {
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy)]
enum App {
    TaskPane,
    Content,
    Mail,
}

fn style() -> impl Strategy<Value = Style> {
    let comment = prop_oneof![
        2 => Just(None),
        1 => prop::sample::select(vec![" why ", " <WebApplicationInfo/> ", " </VersionOverrides> ", " ä\n\t"])
            .prop_flat_map(|text| any::<bool>().prop_map(move |own_line| Some((text, own_line)))),
    ];
    (
        prop::sample::select(vec!["\n", "\r\n", ""]),
        prop::sample::select(vec!["  ", "    ", "\t", " \t", ""]),
        any::<bool>(),
        prop::sample::select(vec!['"', '\'']),
        prop::sample::select(vec!["", "ov:", "WebApplicationInfo."]),
        prop::sample::select(vec!["", "o:"]),
        (0usize..4, prop::sample::select(vec!["", "x:"])).prop_map(|(depth, prefix)| Below { depth, prefix }),
        prop::collection::vec(comment, 8),
    )
        .prop_map(|(line_end, indent, byte_order_mark, quote, prefix, root_prefix, below, comments)| Style {
            line_end,
            indent,
            byte_order_mark,
            quote,
            // A dot is no colon: such a prefix is none.
            prefix: if prefix.ends_with(':') { prefix } else { "" },
            root_prefix,
            below,
            comments,
        })
}

/// In the order of the schema, each there or not.
fn base(app: App) -> impl Strategy<Value = Base> {
    let before = vec![
        "<Version>1.0.0.9</Version>",
        "<Description DefaultValue='d'/>",
        "<SupportUrl DefaultValue='https://a.b'/>",
        "<AppDomains><AppDomain>https://c.d</AppDomain></AppDomains>",
        "<Hosts><Host Name='Workbook'/></Hosts>",
        "<Requirements><Sets DefaultMinVersion='1.2'><Set Name='IdentityAPI'/></Sets></Requirements>",
        "<DefaultSettings><SourceLocation DefaultValue='https://a.b/c.html'/></DefaultSettings>",
        "<Permissions>Restricted</Permissions>",
    ];
    let (only, behind) = match app {
        App::TaskPane => ("<Dictionary/>", vec!["<ExtendedOverrides/>"]),
        App::Content => ("<AllowSnapshot>true</AllowSnapshot>", Vec::new()),
        App::Mail => ("<Rule/>", Vec::new()),
    };
    let before = [before, vec![only]].concat();
    let (before_count, behind_count) = (before.len(), behind.len());
    (prop::sample::subsequence(before, 0..=before_count), prop::sample::subsequence(behind, 0..=behind_count))
        .prop_map(|(before, behind)| Base { before, behind })
}

fn inside(app: App) -> impl Strategy<Value = Inside> {
    let before = vec!["Description", "Requirements", "Hosts", "Resources"];
    let after = match app {
        App::TaskPane => vec!["EquivalentAddins", "ConnectedServiceControls"],
        App::Mail => vec!["EquivalentAddins", "ConnectedServiceControls", "ExtendedPermissions"],
        App::Content => Vec::new(),
    };
    let before = if matches!(app, App::Content) { Vec::new() } else { before };
    let scopes = prop::collection::vec(prop::sample::select(vec!["openid", "profile", "User.Read", "Mail.Read"]), 1..5);
    let info = prop_oneof![
        Just(Info::None),
        (scopes, any::<bool>()).prop_map(|(scopes, msa_id)| Info::Whole { scopes, msa_id }),
        Just(Info::Empty),
        Just(Info::InABadPlace),
        prop::collection::vec(
            prop::sample::select(vec![
                Part::Id,
                Part::MsaId,
                Part::Resource,
                Part::Scopes,
                Part::NoScopes,
                Part::Comment,
                Part::Foreign,
            ]),
            0..8,
        )
        .prop_map(Info::Parts),
    ];
    let (before_count, after_count) = (before.len(), after.len());
    (prop::sample::subsequence(before, 0..=before_count), prop::sample::subsequence(after, 0..=after_count), info)
        .prop_map(|(before, after, info)| Inside { before, after, info })
}

struct Writer<'a> {
    style: &'a Style,
    /// Of the `VersionOverrides` that Office reads.
    namespace: &'a str,
    text: String,
    deep: usize,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.text += self.style.line_end;
        // Without line ends there is no indentation either.
        if !self.style.line_end.is_empty() {
            self.text += &self.style.indent.repeat(self.deep);
        }
        self.text += text;
    }

    fn child(&mut self, number: usize, name: &str, content: &str) {
        let prefix = self.style.prefix;
        self.line(&format!("<{prefix}{name}>{content}</{prefix}{name}>"));
        match self.style.comments[number % self.style.comments.len()] {
            Some((text, true)) => self.line(&format!("<!--{text}-->")),
            Some((text, false)) => self.text += &format!(" <!--{text}-->"),
            None => {}
        }
    }

    /// An element of the markup, with one value or still open.
    fn part(&mut self, depth: usize, name: &str, value: Option<&str>) {
        let (start, end) = self.tags(depth, name);
        match value {
            Some(value) => self.line(&format!("<{start}>{value}</{end}>")),
            None => {
                self.line(&format!("<{start}>"));
                self.deep += 1;
            }
        }
    }

    fn end(&mut self, depth: usize, name: &str) {
        self.deep -= 1;
        let (_, end) = self.tags(depth, name);
        self.line(&format!("</{end}>"));
    }

    /// What stands in the start tag and in the end tag of an element of the markup.
    fn tags(&self, depth: usize, name: &str) -> (String, String) {
        let Style { prefix, below, quote: q, .. } = self.style;
        let name = format!("{}{name}", if depth < below.depth { prefix } else { below.prefix });
        let declared = format!(" {}={q}{}{q}", declare(below.prefix), self.namespace);
        (if depth == below.depth { name.clone() + &declared } else { name.clone() }, name)
    }

    fn info(&mut self, info: &Info) {
        match info {
            Info::None | Info::InABadPlace => {}
            Info::Empty => {
                let (start, _) = self.tags(0, "WebApplicationInfo");
                self.line(&format!("<{start}/>"));
            }
            Info::Parts(parts) => {
                self.part(0, "WebApplicationInfo", None);
                for part in parts {
                    match part {
                        Part::Id => self.part(1, "Id", Some("old")),
                        Part::MsaId => self.part(1, "MsaId", Some("older")),
                        Part::Resource => self.part(1, "Resource", Some(law::RESOURCE)),
                        Part::NoScopes => self.part(1, "Scopes", Some("")),
                        Part::Scopes => {
                            self.part(1, "Scopes", None);
                            self.part(2, "Scope", Some("profile"));
                            self.end(1, "Scopes");
                        }
                        Part::Comment => self.line(COMMENT),
                        Part::Foreign => self.line(FOREIGN),
                    }
                }
                self.end(0, "WebApplicationInfo");
            }
            Info::Whole { scopes, msa_id } => {
                self.part(0, "WebApplicationInfo", None);
                self.part(1, "Id", Some("old"));
                if *msa_id {
                    self.part(1, "MsaId", Some("older"));
                }
                self.part(1, "Resource", Some(law::RESOURCE));
                self.part(1, "Scopes", None);
                for scope in scopes {
                    self.part(2, "Scope", Some(scope));
                }
                self.end(1, "Scopes");
                self.end(0, "WebApplicationInfo");
            }
        }
    }
}

fn declare(prefix: &str) -> String {
    prefix.strip_suffix(':').map_or("xmlns".to_owned(), |name| format!("xmlns:{name}"))
}

fn manifest(app: App, style: &Style, base: &Base, overrides: Overrides, inside: &Inside) -> Vec<u8> {
    let (app_type, namespace) = match (app, overrides) {
        (App::TaskPane, _) => ("TaskPaneApp", "taskpaneappversionoverrides"),
        (App::Content, _) => ("ContentApp", "contentappversionoverrides"),
        (App::Mail, Overrides::Read) => ("MailApp", "mailappversionoverrides/1.1"),
        (App::Mail, Overrides::Less | Overrides::None) => ("MailApp", "mailappversionoverrides"),
    };
    let (q, prefix, root) = (style.quote, style.prefix, style.root_prefix);
    let office = "http://schemas.microsoft.com/office";
    let namespace = format!("{office}/{namespace}");
    let mut writer = Writer { style, namespace: &namespace, text: String::new(), deep: 1 };
    writer.text += &format!(
        "<{root}OfficeApp {}={q}{office}/appforoffice/1.1{q} \
         xmlns:xsi={q}http://www.w3.org/2001/XMLSchema-instance{q} xsi:type={q}{app_type}{q}>",
        declare(root),
    );
    let of_root =
        |child: &str| child.replace('<', &format!("<{root}")).replace(&format!("<{root}/"), &format!("</{root}"));
    for child in &base.before {
        writer.line(&of_root(child));
    }
    if matches!(inside.info, Info::InABadPlace) {
        writer.line(&of_root("<WebApplicationInfo><Id>old</Id></WebApplicationInfo>"));
    }
    let nested = matches!(app, App::Mail) && overrides == Overrides::Read;
    if nested {
        writer.line(&format!("<VersionOverrides xmlns={q}{office}/mailappversionoverrides{q}>"));
        writer.deep += 1;
    }
    if overrides == Overrides::Read || matches!(app, App::Mail) && overrides == Overrides::Less {
        writer.line(&format!("<{prefix}VersionOverrides {}={q}{namespace}{q}>", declare(prefix)));
        writer.deep += 1;
        for (number, name) in inside.before.iter().enumerate() {
            writer.child(number, name, "ä &amp; ö");
        }
        writer.info(&inside.info);
        if overrides == Overrides::Read {
            for (number, name) in inside.after.iter().enumerate() {
                writer.child(number + 4, name, "<![CDATA[</VersionOverrides>]]>");
            }
        }
        writer.deep -= 1;
        writer.line(&format!("</{prefix}VersionOverrides>"));
    }
    if nested {
        writer.deep -= 1;
        writer.line("</VersionOverrides>");
    }
    for child in &base.behind {
        writer.line(&of_root(child));
    }
    writer.deep = 0;
    writer.line(&format!("</{root}OfficeApp>"));
    let mark = if style.byte_order_mark { "\u{FEFF}" } else { "" };
    [mark, &writer.text].concat().into_bytes()
}

/// What a manifest is made of, and its bytes.
#[derive(Debug, Clone)]
struct Generated {
    app: App,
    overrides: Overrides,
    info: Info,
    bytes: Vec<u8>,
}

fn generated() -> impl Strategy<Value = Generated> {
    let overrides = prop_oneof![3 => Just(Overrides::Read), 2 => Just(Overrides::Less), 1 => Just(Overrides::None)];
    (prop::sample::select(vec![App::TaskPane, App::Content, App::Mail]), overrides).prop_flat_map(|(app, overrides)| {
        (style(), base(app), inside(app)).prop_map(move |(style, base, inside)| {
            let bytes = manifest(app, &style, &base, overrides, &inside);
            Generated { app, overrides, info: inside.info, bytes }
        })
    })
}

proptest! {
    #[test]
    fn the_laws_hold(
        manifest in generated(),
        id in "[0-9a-f-]{1,36}",
        resource in "api://[!-~]{1,40}",
        scopes in prop::collection::vec(
            prop_oneof!["[A-Za-z.]{1,12}", Just("openid".to_owned()), Just("profile".to_owned())],
            1..5,
        ),
    ) {
        let scopes = scopes.iter().map(String::as_str).collect::<Vec<_>>();
        let markup = Markup { id: &id, resource: &resource, scopes: &scopes, nested_app_auth: None };
        let Generated { app, overrides, info, bytes } = manifest;
        let name = String::from_utf8_lossy(&bytes).into_owned();
        let mail = matches!(app, App::Mail);
        match law::holds(&name, &bytes, &markup) {
            Ok(edited) => {
                assert!(!mail || overrides != Overrides::None, "{name}");
                let kept = |text: &str| String::from_utf8_lossy(&edited).matches(text).count() == name.matches(text).count();
                assert!(!matches!(info, Info::Parts(_)) || kept(COMMENT) && kept(FOREIGN), "{name}: something is lost");
            }
            Err(refusal) => match refusal.kind {
                RefusalKind::MailWithoutOverrides => assert!(mail && overrides == Overrides::None, "{name}"),
                // `MsaId`
                RefusalKind::NotInV1_1(_) => assert!(mail && overrides == Overrides::Less, "{name}"),
                _ => panic!("{name}: {refusal}"),
            },
        }
        let others = law::others_hold(&name, &bytes);
        assert_eq!(others.required.is_none(), mail, "{name}");
        assert!(others.with_domain.is_some(), "{name}");
        assert_eq!(others.bumped.is_some(), name.contains("1.0.0.9"), "{name}");
    }
}
