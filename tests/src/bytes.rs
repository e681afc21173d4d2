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
    fn finds_from_a_place_on() {
        assert_eq!(find(b"abcabc", b"bc", 2), Some(4));
        assert_eq!(find(b"abcabc", b"bc", 5), None);
    }
}
