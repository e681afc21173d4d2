use hallpass_app::AppError;

/// What the program was started with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arguments {
    /// With the practice tenant running.
    pub practice: bool,
    /// In the tray alone, as at login.
    pub hidden: bool,
}

impl Arguments {
    pub const HIDDEN: &str = "--hidden";

    /// # Errors
    /// `unknown-argument`, for anything but `--practice` and `--hidden`.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, AppError> {
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
        assert_eq!(parse(&[]), Ok(Arguments { practice: false, hidden: false }));
        assert_eq!(parse(&["--practice"]), Ok(Arguments { practice: true, hidden: false }));
        assert_eq!(parse(&["--hidden", "--practice"]), Ok(Arguments { practice: true, hidden: true }));
        let error = parse(&["--practice", "--practise"]).unwrap_err();
        assert_eq!((error.code.as_str(), error.message.as_str()), ("unknown-argument", "unknown argument: --practise"));
    }
}
