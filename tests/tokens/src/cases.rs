use proptest::test_runner::Config;

/// How many generated tokens and documents a property is held against: 100,000 where `CI` is set, elsewhere as many as
/// `PROPTEST_CASES` says. Failures are shown, not written into the source tree.
pub fn cases() -> Config {
    let usual = Config::default();
    let cases = if std::env::var_os("CI").is_some() { usual.cases.max(100_000) } else { usual.cases };
    Config { cases, failure_persistence: None, ..usual }
}
