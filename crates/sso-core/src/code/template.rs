//! Fills a template. How it writes conditions and how values are escaped follows from the name of its file.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use super::CodeError;
use super::literal::{self, Astral};

/// What a file is written in, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// JavaScript, Java, C#.
    Slashes,
    /// Python, YAML.
    Hash,
    Markup,
    Json,
    /// No value can stand in it.
    Plain,
}

impl Family {
    fn of(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("js" | "mjs" | "java" | "cs") => Self::Slashes,
            Some("py" | "yml" | "yaml") => Self::Hash,
            Some("html" | "xml" | "csproj") => Self::Markup,
            Some("json") => Self::Json,
            _ => Self::Plain,
        }
    }

    fn syntax(self) -> Result<SyntaxConfig, minijinja::Error> {
        let mut syntax = SyntaxConfig::builder();
        syntax.keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true);
        match self {
            Self::Slashes => syntax.block_delimiters("/*%", "%*/").comment_delimiters("/*#", "#*/"),
            Self::Hash => syntax.block_delimiters("#{%", "%}").comment_delimiters("#{#", "#}"),
            Self::Markup => syntax.block_delimiters("<!--%", "%-->").comment_delimiters("<!--#", "#-->"),
            Self::Json | Self::Plain => &mut syntax,
        };
        match self {
            Self::Slashes => syntax.line_statement_prefix("//%"),
            Self::Hash => syntax.line_statement_prefix("#%"),
            Self::Markup | Self::Json | Self::Plain => &mut syntax,
        };
        syntax.build()
    }

    fn escaped(self, value: &str) -> Option<String> {
        match self {
            Self::Slashes | Self::Json => Some(literal::quoted(value, Astral::Pair)),
            Self::Hash => Some(literal::quoted(value, Astral::Long)),
            Self::Markup => Some(literal::markup(value)),
            Self::Plain => None,
        }
    }
}

/// The text with these facts in it.
///
/// # Errors
/// [`CodeError::Template`]: a fault of the template, such as a name that is not among the facts.
pub(super) fn filled(path: &str, text: &str, facts: &impl Serialize) -> Result<String, CodeError> {
    let family = Family::of(path);
    if family == Family::Plain {
        return Ok(text.to_owned());
    }
    let fault = |error: minijinja::Error| CodeError::Template(format!("{path}: {error}"));
    let mut environment = Environment::new();
    environment.set_syntax(family.syntax().map_err(fault)?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(move |out, _, value| {
        let written = value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()));
        let written = written.and_then(|written| family.escaped(&written));
        let not_a_value = || {
            let words = format!("{} is no text and no number", value.kind());
            minijinja::Error::new(minijinja::ErrorKind::BadEscape, words)
        };
        out.write_str(&written.ok_or_else(not_a_value)?).map_err(minijinja::Error::from)
    });
    environment.render_named_str(path, text, Serde(facts)).map_err(fault)
}
