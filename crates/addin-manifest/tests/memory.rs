//! What reading takes of memory: at most 8 times the size of the file, and a constant. A program of its own, because the
//! allocator that counts is the whole program's.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in what it calls")]

use addin_manifest::edit::bump_version;
use addin_manifest::{LineIndex, ProblemKind, read};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const FREE: usize = 10 << 20;

const BASE: &str = "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\" \
                    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"TaskPaneApp\">\n";
const OVERRIDES: &str = "<VersionOverrides xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" \
                         xmlns:bt=\"http://schemas.microsoft.com/office/officeappbasictypes/1.0\" \
                         xsi:type=\"VersionOverridesV1_0\">\n";

/// What stands around the lines, and a line.
struct Shape {
    name: &'static str,
    before: String,
    line: fn(usize) -> String,
    after: &'static str,
    /// Whether it is read; else it is refused as too large. `None` where either is right.
    read: Option<bool>,
}

fn shapes() -> Vec<Shape> {
    let base = |name, line, read| Shape { name, before: BASE.to_owned(), line, after: "</OfficeApp>", read };
    let inside = |name, before: &str, line, after, read| Shape {
        name,
        before: format!("{BASE}{OVERRIDES}{before}"),
        line,
        after,
        read,
    };
    let json = |name, before: &str, line, after, read| Shape {
        name,
        before: format!("{{\"manifestVersion\":\"1.22\",\"version\":\"1.0.0\",{before}"),
        line,
        after,
        read,
    };
    let urls = "</bt:Urls></Resources></VersionOverrides></OfficeApp>";
    let overrides = "</VersionOverrides></OfficeApp>";
    vec![
        inside(
            "bt:Url that nothing loads",
            "<Resources><bt:Urls>\n",
            |n| format!("<bt:Url id=\"Url.{n}\" DefaultValue=\"https://localhost:3000/page-{n}.html\"/>\n"),
            urls,
            Some(true),
        ),
        inside(
            "bt:Url with a value for a language",
            "<Resources><bt:Urls>\n",
            |n| {
                format!(
                    "<bt:Url id=\"Url.{n}\" DefaultValue=\"https://localhost:3000/page-{n}.html\"><bt:Override \
                     Locale=\"de-DE\" Value=\"https://localhost:3000/seite-{n}.html\"/></bt:Url>\n"
                )
            },
            urls,
            Some(true),
        ),
        inside(
            "hosts whose pages are loaded",
            "",
            |n| {
                format!(
                    "<Hosts><Host xsi:type=\"Document\"><DesktopFormFactor><FunctionFile resid=\"Url.{n}\"/>\
                     </DesktopFormFactor></Host></Hosts><Resources><bt:Urls><bt:Url id=\"Url.{n}\" \
                     DefaultValue=\"https://localhost:3000/{n}.html\"/></bt:Urls></Resources>\n"
                )
            },
            overrides,
            None,
        ),
        inside("references to nothing", "", |n| format!("<Runtime resid=\"Runtime.{n}\"/>\n"), overrides, None),
        inside("one id for everything", "", |_| "<Runtime resid=\"a\"/>".to_owned(), overrides, None),
        Shape {
            name: "AppDomain",
            before: format!("{BASE}<AppDomains>\n"),
            line: |n| format!("<AppDomain>https://www{n}.contoso.com</AppDomain>\n"),
            after: "</AppDomains></OfficeApp>",
            read: Some(true),
        },
        Shape {
            name: "AppDomain, CRLF and indented",
            before: format!("{BASE}<AppDomains>\r\n"),
            line: |n| format!("    <AppDomain>https://www{n}.contoso.com</AppDomain>\r\n"),
            after: "</AppDomains></OfficeApp>",
            read: Some(true),
        },
        Shape {
            name: "empty AppDomain",
            before: format!("{BASE}<AppDomains>"),
            line: |_| "<AppDomain/>".to_owned(),
            after: "</AppDomains></OfficeApp>",
            read: None,
        },
        Shape {
            name: "one comment",
            before: format!("{BASE}<!--"),
            line: |n| format!("comment {n} <a b='c'> \n"),
            after: "--></OfficeApp>",
            read: Some(true),
        },
        Shape {
            name: "one attribute",
            before: format!("{BASE}<IconUrl DefaultValue='"),
            line: |n| format!("https://localhost:3000/{n} &amp; "),
            after: "'/></OfficeApp>",
            read: Some(true),
        },
        Shape {
            name: "one text",
            before: format!("{BASE}<Id>"),
            line: |n| format!("text {n} &lt; \r\n"),
            after: "</Id></OfficeApp>",
            read: Some(true),
        },
        base("VersionOverrides in a row", |_| format!("{OVERRIDES}</VersionOverrides>\n"), None),
        base("requirement sets", |n| format!("<Requirements><Sets><Set Name='S{n}'/></Sets></Requirements>"), None),
        base("WebApplicationInfo in a row", |_| "<WebApplicationInfo/>".to_owned(), None),
        base("tiny elements", |_| "<a/>".to_owned(), Some(false)),
        base("tiny elements and texts", |_| "<a/>b".to_owned(), Some(false)),
        base("short elements", |_| "<abcde></abcde>".to_owned(), None),
        base("deep elements", |_| "<abcdefgh>".repeat(800_000) + &"</abcdefgh>".repeat(800_000), None),
        base("short elements and lines", |_| "<abcdef></abcdef>\n".to_owned(), None),
        base("a line end to an element", |_| "<abcdefghijklmnopqrstuvwx/>\r".to_owned(), None),
        base("a reference to an element", |_| "<abcdefghijklmnopqrstuvwx/>&lt;".to_owned(), None),
        base("many values with a blank", |_| format!("<a {}/>", spaced_values()), None),
        base("sections with line ends", |_| "<a>\r<![CDATA[\r]]>&lt;<![CDATA[\r]]></a>".to_owned(), None),
        Shape {
            name: "one text with sections",
            before: format!("{BASE}<Id>"),
            line: |n| format!("text {n} &lt; of a usual length \r\n<![CDATA[section {n} of a usual length \r\n]]>"),
            after: "</Id></OfficeApp>",
            read: None,
        },
        base("tiny comments", |_| "<!---->".to_owned(), None),
        base("tiny sections", |_| "<![CDATA[]]>".to_owned(), None),
        base("elements with many attributes", |_| "<a b='' c='' d='' e='' f='' g='' h=''/>".to_owned(), None),
        base("declarations of namespaces", |n| format!("<a xmlns:p{n}='u'/>"), Some(false)),
        base("repeated children", |_| "<Id/>".to_owned(), None),
        base("line ends", |_| "\n\r".to_owned(), Some(true)),
        base("broken tags", |_| "<a b='c".to_owned(), None),
        base("end tags of nothing", |_| "</a>".to_owned(), None),
        json("empty domains", "\"validDomains\":[", |_| "\"\",".to_owned(), "\"\"]}", Some(false)),
        json("domains", "\"validDomains\":[", |n| format!("\"https://www{n}.contoso.com\",\n"), "\"\"]}", Some(true)),
        json("properties of no meaning", "", |n| format!("\"{n}\":0,"), "\"a\":0}", None),
        json(
            "properties of a usual length",
            "",
            |n| format!("\"property{n}\": \"value {n}\",\n"),
            "\"a\":0}",
            Some(true),
        ),
        json(
            "infos of nothing",
            "\"webApplicationInfo\":{\"nestedAppAuthInfo\":[",
            |_| "{},".to_owned(),
            "{}]}}",
            Some(false),
        ),
        json(
            "sets of nothing",
            "\"extensions\":[{\"requirements\":{\"capabilities\":[",
            |_| "{\"name\":\"\"},".to_owned(),
            "{}]}}]}",
            None,
        ),
        json("extensions of nothing", "\"extensions\":[", |_| "{\"audienceClaimUrl\":\"\"},".to_owned(), "{}]}", None),
        json(
            "repeated properties",
            "\"extensions\":[",
            |_| "{\"runtimes\":0,\"runtimes\":0},".to_owned(),
            "{}]}",
            None,
        ),
        base("comments of a usual length", |n| format!("<!-- comment number {n} -->\n"), Some(true)),
    ]
}

/// Attributes, each with a value that is not as it is written.
fn spaced_values() -> String {
    (0..120).map(|n| format!(" abcdef{n:03}='\t'")).collect()
}

/// The file of a shape, with its lines up to about this size.
fn file(shape: &Shape, size: usize) -> String {
    let mut text = shape.before.clone();
    for n in 0.. {
        text.push_str(&(shape.line)(n));
        if text.len() > size {
            break;
        }
    }
    text + shape.after
}

/// Bytes that reading takes at its most, beside the file, and whether it refused the file as too large.
fn taken(bytes: &[u8]) -> (usize, bool) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let manifest = read(bytes);
    let peak = MEMORY.peak_usage() - before;
    let refused = manifest.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::NotAManifest(_)));
    drop(manifest);
    MEMORY.reset_peak_usage();
    drop(LineIndex::new(bytes));
    if bytes.starts_with(b"{") {
        // An edit reads the file and what has become of it, and holds both.
        let edited = MEMORY.peak_usage();
        drop(bump_version(bytes));
        return (peak.max(edited - before).max((MEMORY.peak_usage() - before).saturating_sub(bytes.len())), refused);
    }
    (peak.max(MEMORY.peak_usage() - before), refused)
}

#[test]
fn reading_takes_no_more_than_eight_times_the_file() {
    let mut wrong = Vec::new();
    for shape in shapes() {
        for size in [1 << 20, 4 << 20, 16 << 20] {
            let text = file(&shape, size);
            let utf16 = || text.encode_utf16().flat_map(u16::to_le_bytes);
            let mut files = vec![("UTF-8", text.clone().into_bytes())];
            if size < 2 << 20 {
                files.push(("UTF-16", [0xFF, 0xFE].into_iter().chain(utf16()).collect()));
                files.push(("not quite UTF-8", [text.as_bytes(), b"\xFF"].concat()));
            }
            for (encoding, bytes) in files {
                let (peak, refused) = taken(&bytes);
                if peak > 8 * bytes.len() + FREE {
                    wrong.push(format!("{} in {encoding}: {peak} for {}", shape.name, bytes.len()));
                }
                if encoding == "UTF-8" && shape.read.is_some_and(|read| read == refused) {
                    wrong.push(format!("{} of {} is refused: {refused}", shape.name, bytes.len()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
