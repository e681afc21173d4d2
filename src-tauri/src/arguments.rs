use hallpass_app::AppError;

use crate::link;
use crate::opening::Page;

/// What the program was started with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arguments {
    /// With the practice tenant running.
    pub practice: bool,
    /// In the tray alone, as at login.
    pub hidden: bool,
    /// By a link: the page that the window opens with.
    pub open: Option<Page>,
}

impl Arguments {
    pub const HIDDEN: &str = "--hidden";

    /// # Errors
    /// `unknown-argument`, for anything but `--practice` and `--hidden`; `link-not-known`. A link stands alone: what follows it
    /// may have been written by whoever wrote the link.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, AppError> {
        let arguments: Vec<String> = arguments.into_iter().collect();
        if arguments.iter().any(|argument| link::is_ours(argument)) {
            return match &arguments[..] {
                [alone] => Ok(Self { open: Some(link::page(alone)?), ..Self::default() }),
                _ => Err(link::not_known()),
            };
        }
        let mut parsed = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--practice" => parsed.practice = true,
                Self::HIDDEN => parsed.hidden = true,
                _ => {
                    return Err(AppError::usage("unknown-argument", format!("unknown argument: {argument}"))
                        .with_hint("the window takes --practice and --hidden; everything else: hallpass --help"));
                }
            }
        }
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_few() {
        let parse = |arguments: &[&str]| Arguments::parse(arguments.iter().map(|&argument| argument.to_owned()));
        assert_eq!(parse(&[]), Ok(Arguments::default()));
        assert_eq!(parse(&["--practice"]), Ok(Arguments { practice: true, ..Arguments::default() }));
        assert_eq!(parse(&["--hidden", "--practice"]), Ok(Arguments { practice: true, hidden: true, open: None }));
        let open = Some(Page::Token);
        assert_eq!(parse(&["hallpass://open/token"]), Ok(Arguments { open, ..Arguments::default() }));
        for more in [["hallpass://open/token", "--practice"], ["--hidden", "hallpass://open/token"]] {
            assert_eq!(parse(&more).unwrap_err().code, "link-not-known");
        }
        let error = parse(&["--practice", "--practise"]).unwrap_err();
        assert_eq!((error.code.as_str(), error.message.as_str()), ("unknown-argument", "unknown argument: --practise"));
    }
}
