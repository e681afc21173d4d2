//! Where the SSO markup stands in the bytes of a manifest, found without the product's parser: its edits are judged by
//! this, so the two must not be wrong alike.

use std::ops::Range;

use crate::bytes;

const NAME: &[u8] = b"WebApplicationInfo";

/// The bytes of each `WebApplicationInfo` element from `<` to `>`, those inside comments left out. Any prefix.
pub fn web_application_info(manifest: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = bytes::find(manifest, b"<", at) {
        if manifest[open..].starts_with(b"<!--") {
            at = bytes::find(manifest, b"-->", open + 4).map_or(manifest.len(), |end| end + 3);
        } else if let Some(name) = tag_name(manifest, open + 1).filter(|name| is_it(name)) {
            let closing = [b"</", name.as_slice(), b">"].concat();
            let end = bytes::find(manifest, &closing, open).expect("the element is closed") + closing.len();
            found.push(open..end);
            at = end;
        } else {
            at = open + 1;
        }
    }
    found
}

fn is_it(name: &[u8]) -> bool {
    name.rsplit(|&byte| byte == b':').next() == Some(NAME)
}

fn tag_name(manifest: &[u8], from: usize) -> Option<Vec<u8>> {
    let rest = manifest.get(from..)?;
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))?;
    Some(rest[..end].to_owned())
}

/// Panics unless `after` is `before` with the one element put in, or with only that element made different.
///
/// Put in means: the element, blank space before it, and blanks behind it to the end of its line, and no other byte. It
/// copies the line ends of the file.
#[track_caller]
pub fn assert_only_the_markup_differs(before: &[u8], after: &[u8]) {
    let new = only(after);
    match &web_application_info(before)[..] {
        [] => {
            let blank = after[..new.start].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
            let behind = after[new.end..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let ends_its_line = matches!(after.get(new.end + behind), Some(b'\r' | b'\n'));
            let ends = [new.end, new.end + if ends_its_line { behind } else { 0 }];
            let put_in = (new.start - blank..=new.start)
                .find(|&from| ends.iter().any(|&end| [&after[..from], &after[end..]].concat() == before))
                .unwrap_or_else(|| panic!("more than the element was put in:\n{}", String::from_utf8_lossy(after)));
            same_line_ends(before, &after[put_in..new.end]);
        }
        [old] => {
            assert!(before[..old.start] == after[..new.start], "a byte before the element changed");
            assert!(before[old.end..] == after[new.end..], "a byte behind the element changed");
            same_line_ends(before, &after[new]);
        }
        more => panic!("the original has {} elements", more.len()),
    }
}

/// The one element of the manifest.
#[track_caller]
pub fn only(manifest: &[u8]) -> Range<usize> {
    match &web_application_info(manifest)[..] {
        [one] => one.clone(),
        found => panic!("{} elements in\n{}", found.len(), String::from_utf8_lossy(manifest)),
    }
}

/// A file that knows one kind of line end only gets no other.
#[track_caller]
fn same_line_ends(file: &[u8], added: &[u8]) {
    let has_crlf = bytes::contains(file, b"\r\n");
    let has_lf = bytes::bare_line_feeds(file) > 0;
    assert!(has_crlf || !added.contains(&b'\r'), "CRLF was put into a file of LF");
    assert!(has_lf || !has_crlf || bytes::bare_line_feeds(added) == 0, "LF was put into a file of CRLF");
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHOUT: &[u8] = b"<o>\n  <!-- <WebApplicationInfo/> -->\n  <r/>\n</o>\n";
    const WITH: &[u8] =
        b"<o>\n  <!-- <WebApplicationInfo/> -->\n  <r/>\n  <WebApplicationInfo><Id>1</Id></WebApplicationInfo>\n</o>\n";

    #[test]
    fn comments_hold_no_element_and_prefixes_are_free() {
        assert_eq!(web_application_info(WITHOUT), []);
        assert_eq!(&WITH[only(WITH)], b"<WebApplicationInfo><Id>1</Id></WebApplicationInfo>");
        let prefixed = b"<a:WebApplicationInfo x='1'>\n</a:WebApplicationInfo>";
        assert_eq!(only(prefixed), 0..prefixed.len());
        assert_eq!(web_application_info(b"<WebApplicationInformation></WebApplicationInformation>"), []);
    }

    #[test]
    fn an_insert_and_a_replacement_pass() {
        assert_only_the_markup_differs(WITHOUT, WITH);
        let other = String::from_utf8_lossy(WITH).replace("<Id>1", "<Id>2");
        assert_only_the_markup_differs(WITH, other.as_bytes());
    }

    #[test]
    fn blanks_behind_the_element_are_of_its_line() {
        let blanks = String::from_utf8_lossy(WITH).replace("</WebApplicationInfo>", "</WebApplicationInfo> \t");
        assert_only_the_markup_differs(WITHOUT, blanks.as_bytes());
    }

    #[test]
    #[should_panic(expected = "more than the element was put in")]
    fn an_insert_that_touches_more_is_seen() {
        let touched = String::from_utf8_lossy(WITH).replace("<r/>", "<r />");
        assert_only_the_markup_differs(WITHOUT, touched.as_bytes());
    }

    #[test]
    #[should_panic(expected = "a byte behind the element changed")]
    fn a_lost_final_newline_is_seen() {
        let other = String::from_utf8_lossy(WITH).replace("<Id>1", "<Id>2");
        assert_only_the_markup_differs(WITH, other.trim_end().as_bytes());
    }

    #[test]
    #[should_panic(expected = "CRLF was put into a file of LF")]
    fn a_foreign_line_end_is_seen() {
        let other = String::from_utf8_lossy(WITH).replace("<Id>1</Id>", "\r\n<Id>1</Id>");
        assert_only_the_markup_differs(WITHOUT, other.as_bytes());
    }
}
