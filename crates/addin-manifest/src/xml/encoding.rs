//! What the XML declaration says of the encoding, held against the bytes, as libxml2 does. The judge is given text and
//! passes over it.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::judge::Breach;
use crate::Span;
use crate::encoding::Encoding;
use crate::source::Source;

/// Encodings of one byte a character that share ASCII: bytes that are no UTF-8 are characters in them. A manifest's own
/// values are ASCII, so such a file is read, with `?` for each other character.
const SINGLE_BYTE: [&str; 6] = ["ISO-8859-", "ISO_8859-", "LATIN", "WINDOWS-125", "CP125", "KOI8-"];
/// Others that share ASCII; read as long as the text is nothing else.
const MULTI_BYTE: [&str; 8] = ["SHIFT_JIS", "SHIFT-JIS", "EUC-", "GB2312", "GBK", "GB18030", "BIG5", "ISO-2022-"];

/// The first way in which the bytes are not what they are said to be.
pub(super) fn breach(source: &Source<'_>) -> Option<Breach> {
    let text = &*source.text;
    let declared = declared(text);
    let wrong_here = |words: String| Breach { span: Span::new(0, text.find('>').map_or(1, |end| end + 1)), words };
    let breach = match (&declared, source.encoding) {
        _ if text.starts_with('\u{FEFF}') => {
            Some(wrong_here("a second byte order mark stands before the text".to_owned()))
        }
        // libxml2 knows UTF-16 by its byte order mark or by `<?`.
        (_, Encoding::Utf16(_)) if !source.marked && !text.starts_with("<?") => {
            Some(wrong_here("UTF-16 without a byte order mark needs an XML declaration".to_owned()))
        }
        (None, _) => None,
        (Some(label), encoding) => says_otherwise(label, encoding, text.is_ascii()).map(wrong_here),
    };
    let single_byte = declared.is_some_and(|label| source.encoding == Encoding::Utf8 && is_any(&label, &SINGLE_BYTE));
    breach.or_else(|| {
        let span = source.invalid.filter(|_| !single_byte)?;
        let span = Span::new(span.start - source.base, span.end - source.base);
        Some(Breach { span, words: source.invalid_words() })
    })
}

/// The encoding that the XML declaration names, in capital letters.
fn declared(text: &str) -> Option<String> {
    if !text.starts_with("<?xml") {
        return None;
    }
    match Reader::from_reader(text.as_bytes()).read_event() {
        Ok(Event::Decl(declaration)) => Some(declaration.encoding()?.ok()?.to_ascii_uppercase()),
        _ => None,
    }
}

fn says_otherwise(label: &str, encoding: Encoding, ascii: bool) -> Option<String> {
    let is_utf8 = matches!(label, "UTF-8" | "UTF8" | "UTF_8");
    let is_wide = ["UTF-16", "UTF16", "UTF-32", "UTF32", "UCS", "ISO-10646", "UNICODE"]
        .iter()
        .any(|wide| label.starts_with(wide));
    let other = || Some(format!("the XML declaration names {label}, but the text is {}", encoding.name()));
    match encoding {
        Encoding::Utf16(_) if is_utf8 || label.starts_with("UTF-16") || label.starts_with("UTF16") => None,
        Encoding::Utf16(_) | Encoding::Utf32 => other(),
        Encoding::Utf8 if is_utf8 || is_any(label, &SINGLE_BYTE) => None,
        Encoding::Utf8 if is_wide => other(),
        Encoding::Utf8 if matches!(label, "ASCII" | "US-ASCII") || is_any(label, &MULTI_BYTE) => {
            if ascii {
                None
            } else {
                other()
            }
        }
        Encoding::Utf8 => Some(format!("the XML declaration names an unknown encoding: {label}")),
    }
}

fn is_any(label: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| label.starts_with(beginning))
}
