//! OData's query options, as far as this tenant has them.

use std::cmp::Ordering;

use serde_json::Value;
use url::form_urlencoded;

use super::{Form, GraphRefusal};

/// Options of one call, read but not yet checked against its resource.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// `$select`; `None` if it is missing.
    pub select: Option<Vec<String>>,
    pub top: Option<usize>,
    /// `$skip`, or the place in a `$skiptoken`.
    pub skip: usize,
    pub skip_is_token: bool,
    pub count: bool,
    /// All of which must hold.
    pub filter: Vec<Comparison>,
    /// Property, and whether the greatest comes first.
    pub order_by: Option<(String, bool)>,
    /// The options as sent, but for those that a next page changes.
    pub kept: Vec<(String, String)>,
}

/// `name eq 'value'`, or of a list `name/any(x:x eq 'value')`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparison {
    property: String,
    value: Value,
    /// Of one entry of the list.
    any: bool,
}

/// Graph takes these names without the dollar sign too.
const KNOWN: [&str; 6] = ["select", "top", "skip", "skiptoken", "count", "filter"];

impl Query {
    pub fn of(form: &Form) -> Result<Self, GraphRefusal> {
        let mut query = Self::default();
        for (name, value) in form.pairs() {
            let option = name.strip_prefix('$').unwrap_or(name);
            if !name.starts_with('$') && !KNOWN.contains(&option) {
                // Such as `client-request-id`: Graph ignores what is no option of OData's.
                continue;
            }
            match option {
                "select" => query.select = Some(list(value)),
                "top" => query.top = Some(number("$top", value).and_then(positive)?),
                "skip" => query.skip = number("$skip", value)?,
                "skiptoken" => {
                    query.skip = place(value).ok_or_else(|| GraphRefusal::bad_query("Invalid skip token."))?;
                    query.skip_is_token = true;
                }
                "count" => query.count = value.eq_ignore_ascii_case("true"),
                "filter" => query.filter = filter(value)?,
                "orderby" => query.order_by = Some(order_by(value)),
                _ => {
                    return Err(GraphRefusal::not_supported(&format!("the query option '{name}'")));
                }
            }
            if !matches!(option, "skip" | "skiptoken") {
                query.kept.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(query)
    }

    /// Where the next page is. `by_token`: the directory and OneDrive do not let a client count pages itself.
    pub fn next_link(&self, address: &str, skip: usize, by_token: bool) -> String {
        let next = match by_token {
            true => ("$skiptoken", token(skip)),
            false => ("$skip", skip.to_string()),
        };
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(&self.kept).append_pair(next.0, &next.1);
        format!("{address}?{}", pairs.finish())
    }

    pub fn holds(&self, entity: &Value) -> bool {
        self.filter.iter().all(|wanted| match (property(entity, &wanted.property), wanted.any) {
            (Some(Value::Array(entries)), true) => entries.iter().any(|entry| is_equal(entry, &wanted.value)),
            (Some(known), false) => is_equal(known, &wanted.value),
            _ => false,
        })
    }

    pub fn sort(&self, entities: &mut [Value]) {
        let Some((name, descending)) = &self.order_by else { return };
        entities.sort_by(|one, other| {
            let order = compare(property(one, name), property(other, name));
            if *descending { order.reverse() } else { order }
        });
    }
}

/// A property of an entity, in any case; a slash leads into it.
pub(super) fn property<'a>(entity: &'a Value, name: &str) -> Option<&'a Value> {
    name.split('/').try_fold(entity, |of, name| {
        of.as_object()?.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    })
}

fn is_equal(known: &Value, wanted: &Value) -> bool {
    match (known.as_str(), wanted.as_str()) {
        (Some(known), Some(wanted)) => known.eq_ignore_ascii_case(wanted),
        _ => known == wanted,
    }
}

fn compare(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => one.as_i64().cmp(&other.as_i64()),
        (one, other) => one.and_then(Value::as_str).cmp(&other.and_then(Value::as_str)),
    }
}

fn list(value: &str) -> Vec<String> {
    value.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn number(option: &str, value: &str) -> Result<usize, GraphRefusal> {
    value.parse().map_err(|_| {
        GraphRefusal::bad_query(format!(
            "Invalid value '{value}' for {option} query option found. The {option} query option requires a \
             non-negative integer value."
        ))
    })
}

/// Each workload has a limit of its own; all have 999.
fn positive(top: usize) -> Result<usize, GraphRefusal> {
    match top {
        1..=999 => Ok(top),
        _ => Err(GraphRefusal::bad_request("Invalid page size specified: must be between 1 and 999 inclusive.")),
    }
}

fn order_by(value: &str) -> (String, bool) {
    let first = value.split(',').next().unwrap_or_default().trim();
    match first.split_once(' ') {
        Some((name, direction)) => (name.to_owned(), direction.trim().eq_ignore_ascii_case("desc")),
        None => (first.to_owned(), false),
    }
}

/// Comparisons, joined by `and`.
fn filter(value: &str) -> Result<Vec<Comparison>, GraphRefusal> {
    comparisons(value).into_iter().map(|comparison| comparison_of(comparison.trim())).collect()
}

fn comparison_of(text: &str) -> Result<Comparison, GraphRefusal> {
    let unknown = || {
        GraphRefusal::not_supported(&format!(
            "'{text}' in $filter: it knows property eq 'value' and list/any(x:x eq 'value')"
        ))
    };
    if let Some((property, rest)) = text.split_once("/any(") {
        let (variable, comparison) =
            rest.strip_suffix(')').and_then(|rest| rest.split_once(':')).ok_or_else(unknown)?;
        let (_, value) = equality(comparison.trim()).filter(|(name, _)| *name == variable).ok_or_else(unknown)?;
        return Ok(Comparison { property: property.to_owned(), value, any: true });
    }
    let (property, value) = equality(text).ok_or_else(unknown)?;
    Ok(Comparison { property: property.to_owned(), value, any: false })
}

fn equality(text: &str) -> Option<(&str, Value)> {
    let (name, rest) = text.split_once(' ')?;
    let literal = rest.trim().strip_prefix("eq ")?.trim();
    let quoted = literal.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    let value = match (quoted, literal) {
        (Some(text), _) => Value::from(text.replace("''", "'")),
        (None, "true") => Value::Bool(true),
        (None, "false") => Value::Bool(false),
        (None, "null") => Value::Null,
        (None, bare) => Value::from(bare),
    };
    Some((name, value))
}

/// Parted by ` and `, but not by one inside quotes. A quote in a text is doubled, which opens and closes one more.
fn comparisons(filter: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, word) in filter.match_indices(" and ") {
        if at >= start && filter[start..at].matches('\'').count().is_multiple_of(2) {
            parts.push(&filter[start..at]);
            start = at + word.len();
        }
    }
    parts.push(&filter[start..]);
    parts
}

/// Opaque to a client: it must not count pages itself.
fn token(skip: usize) -> String {
    format!("RFNwdAoAAQ{skip:08x}")
}

fn place(token: &str) -> Option<usize> {
    usize::from_str_radix(token.strip_prefix("RFNwdAoAAQ")?, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn query(text: &str) -> Result<Query, GraphRefusal> {
        Query::of(&Form::parse(text.as_bytes()).unwrap())
    }

    #[test]
    fn options_with_and_without_the_dollar() {
        let read = query("$select=id,%20subject&top=5&$orderby=receivedDateTime%20desc&client-request-id=x").unwrap();
        assert_eq!(read.select.as_deref(), Some(&["id".to_owned(), "subject".to_owned()][..]));
        assert_eq!((read.top, read.order_by.clone()), (Some(5), Some(("receivedDateTime".to_owned(), true))));
        let next = read.next_link("https://localhost/v1.0/me/messages", 5, false);
        assert!(next.ends_with("top=5&%24orderby=receivedDateTime+desc&%24skip=5"), "{next}");
        let again = query(next.split_once('?').unwrap().1).unwrap();
        assert_eq!((again.skip, again.top), (5, Some(5)));
        let by_token = query(read.next_link("x", 7, true).split_once('?').unwrap().1).unwrap();
        assert_eq!((by_token.skip, by_token.skip_is_token), (7, true));
    }

    #[test]
    fn what_it_cannot_read_it_refuses() {
        for (text, status) in [
            ("$top=x", 400),
            ("$top=-1", 400),
            ("$top=0", 400),
            ("$top=1000", 400),
            ("$skip=1.5", 400),
            ("$skiptoken=x", 400),
            ("$search=%22x%22", 400),
            ("$filter=startswith(a,'b')", 400),
            ("$filter=a%20gt%205", 400),
            ("$filter=tags/any(t:startsWith(t,'a'))", 400),
            ("$filter=tags/any(t:u eq 'a')", 400),
            ("$filter=tags/any(t:t eq 'a'", 400),
        ] {
            assert_eq!(query(text).unwrap_err().status, status, "{text}");
        }
    }

    #[test]
    fn filters_by_equality() {
        let entity = json!({ "appId": "ABC", "enabled": true, "tags": ["a", "b:c"], "start": { "timeZone": "UTC" },
            "name": "R and D", "other": "Rosa's and Tom's" });
        for (text, holds) in [
            ("$filter=appId%20eq%20'abc'", true),
            ("$filter=appId eq 'abd'", false),
            ("$filter=appId eq 'abc' and enabled eq true", true),
            ("$filter=appId eq 'abc' and enabled eq false", false),
            ("$filter=start/timeZone eq 'UTC'", true),
            ("$filter=missing eq 'x'", false),
            ("$filter=tags/any(t:t eq 'b:c')", true),
            ("$filter=tags/any(t:t eq 'b')", false),
            ("$filter=appId/any(t:t eq 'abc')", false),
            ("$filter=tags eq 'a'", false),
            ("$filter=name eq 'R and D' and enabled eq true", true),
            ("$filter=name eq 'R and E'", false),
            ("$filter=other eq 'Rosa''s and Tom''s' and name eq 'R and D'", true),
        ] {
            assert_eq!(query(text).unwrap().holds(&entity), holds, "{text}");
        }
    }
}
