//! What an opaque text may be, by its beginning. That is experience with Microsoft's tokens and documented nowhere: no
//! more than a hint, and worded as one.

/// Follows the sentence of the kind; `None` where nothing is known.
pub(super) fn may_be(text: &str) -> Option<&'static str> {
    const BEGINNINGS: [(&[&str], &str); 3] = [
        (&["Ew"], "by its beginning it may be a personal account's access token for Graph, which Graph alone can read"),
        (&["M."], "by its beginning it may be a personal account's refresh token or authorization code"),
        (
            &["0.A", "1.A"],
            "by its beginning it may be a refresh token or an authorization code of a work account; keep a refresh \
            token to yourself, it opens what its user opened",
        ),
    ];
    BEGINNINGS.iter().find(|(known, _)| known.iter().any(|known| text.starts_with(known))).map(|(_, words)| *words)
}
