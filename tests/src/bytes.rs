//! Small questions about bytes that `std` does not answer.

/// Where `needle` first stands in `haystack` at or after `from`.
pub fn find(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    haystack.get(from..)?.windows(needle.len()).position(|window| window == needle).map(|at| from + at)
}

pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle, 0).is_some()
}

/// The same text with every line end as CRLF.
pub fn with_crlf(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + text.len() / 40);
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'\n' && (at == 0 || text[at - 1] != b'\r') {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}

/// A manifest in UTF-8 as UTF-16 with a byte order mark, little-endian or big-endian, its declaration put right.
pub fn as_utf16(text: &str, big_endian: bool) -> Vec<u8> {
    let text = text.trim_start_matches('\u{feff}');
    let text = match text.split_once("?>") {
        // Whatever case and quotation marks it has: only the declaration is looked at.
        Some((declaration, rest)) => declaration.replace("UTF-8", "UTF-16").replace("utf-8", "utf-16") + "?>" + rest,
        None => text.to_owned(),
    };
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// The text of such a file, without its byte order mark; `None` if it is none.
pub fn of_utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2)? {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes[2..].chunks(2).map(|pair| Some(unit(pair.try_into().ok()?)));
    String::from_utf16(&pairs.collect::<Option<Vec<_>>>()?).ok()
}

/// Line feeds that no carriage return stands before.
pub fn bare_line_feeds(text: &[u8]) -> usize {
    (0..text.len()).filter(|&at| text[at] == b'\n' && (at == 0 || text[at - 1] != b'\r')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crlf_is_made_once() {
        assert_eq!(with_crlf(b"\na\nb\r\nc"), b"\r\na\r\nb\r\nc");
        assert_eq!(bare_line_feeds(b"\na\nb\r\nc"), 2);
    }

    #[test]
    fn utf16_there_and_back() {
        for big_endian in [true, false] {
            let bytes = as_utf16("<?xml encoding=\"UTF-8\"?>ä\u{1F511}", big_endian);
            assert_eq!(of_utf16(&bytes).as_deref(), Some("<?xml encoding=\"UTF-16\"?>ä\u{1F511}"));
            assert_eq!(of_utf16(&bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(of_utf16(b"<a/>"), None);
    }

    #[test]
    fn finds_from_a_place_on() {
        assert_eq!(find(b"abcabc", b"bc", 2), Some(4));
        assert_eq!(find(b"abcabc", b"bc", 5), None);
    }
}
