//! Tests that this machine cannot run, known by the module they stand in.

use crate::host::Host;
use crate::project::Project;

/// A module's name, and why what stands in it is left out.
type Reason = (&'static str, &'static str);

pub struct LeftOut(Vec<Reason>);

impl LeftOut {
    pub fn here(project: &Project, host: &Host, browser_is_missing: bool) -> Self {
        let reasons = [
            (project.corpus().is_none(), ("corpus", "there is neither ../shared/corpus nor HALLPASS_CORPUS")),
            (!host.is_linux(), ("linux", "they need a Linux desktop")),
            (browser_is_missing, ("browser", "there is no Chromium with chromedriver")),
        ];
        Self(reasons.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason).collect())
    }

    pub fn nextest_filter(&self) -> Option<String> {
        let tests: Vec<String> = self.modules().map(|module| format!("test({module})")).collect();
        (!tests.is_empty()).then(|| format!("not ({})", tests.join(" or ")))
    }

    pub fn libtest_skips(&self) -> Vec<String> {
        self.modules().flat_map(|module| ["--skip".to_owned(), module]).collect()
    }

    pub fn say(&self, count: usize) {
        for (module, why) in &self.0 {
            println!("tests with `{module}::` in their name were left out: {why}");
        }
        if count > 0 {
            println!("left out in all: {count}");
        }
    }

    fn modules(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(|(module, _)| format!("{module}::"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_leave_out_the_same() {
        let none = LeftOut(Vec::new());
        assert_eq!((none.nextest_filter(), none.libtest_skips()), (None, Vec::new()));
        let two = LeftOut(vec![("corpus", ""), ("linux", "")]);
        assert_eq!(two.nextest_filter().as_deref(), Some("not (test(corpus::) or test(linux::))"));
        assert_eq!(two.libtest_skips(), ["--skip", "corpus::", "--skip", "linux::"]);
    }
}
